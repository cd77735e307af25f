using System.Globalization;

namespace BotKit.Handlers.Workflows;

/// <summary>Timestamps as the language has them: RFC 3339 with an upper-case <c>T</c>, and <c>Z</c> or an offset.</summary>
/// <remarks>Amazon States Language, "Timestamps".</remarks>
internal static class Timestamp
{
    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mmzzz",
        .. Enumerable.Range(1, 7).Select(static digits => $"yyyy-MM-dd'T'HH:mm:ss.{new string('f', digits)}zzz"),
    ];

    public static bool TryRead(string text, out DateTimeOffset instant)
    {
        instant = default;
        if (text.Length is < 17 or > 40)
        {
            return false;
        }

        var body = text[^1] == 'Z' ? text[..^1] + "+00:00" : text;
        var offset = body.Length - 6;
        var dot = body.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && offset - dot - 1 is > 7 and <= 9)
        {
            body = string.Concat(body.AsSpan(0, dot + 8), body.AsSpan(offset));
        }

        return DateTimeOffset.TryParseExact(body, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out instant);
    }

    public static string Write(DateTimeOffset instant) => instant.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
