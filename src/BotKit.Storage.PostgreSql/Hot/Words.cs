using System.Text;

namespace BotKit.Storage.PostgreSql.Hot;

/// <summary>Texts as the server takes them: it refuses the character zero and half of a surrogate pair.</summary>
internal static class Words
{
    public static string? Clean(string? text)
    {
        if (text is null || !IsSuspect(text))
        {
            return text;
        }

        // Half a pair becomes U+FFFD on the way to UTF-8 and back.
        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Replace('\0', '\uFFFD')));
    }

    private static bool IsSuspect(string text)
        => text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0 || text.Contains('\0', StringComparison.Ordinal);
}
