using System.Globalization;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Instants as callers write them: ISO 8601 with its offset, since a time without one means another instant on each host.</summary>
internal static class Instant
{
    /// <summary>What to say of a text that is none.</summary>
    public const string Rule = "an instant in ISO 8601 with its offset, such as 2026-01-31T06:00:00Z or 2026-01-31T07:00:00+01:00";

    private static readonly string[] Formats =
    [
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mmzzz",
    ];

    public static DateTimeOffset? Parse(string text)
        => DateTimeOffset.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant) ? instant : null;
}
