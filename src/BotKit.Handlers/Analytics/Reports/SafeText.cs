using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>Foreign text, made harmless for the format it goes into.</summary>
internal static class SafeText
{
    private const string MarkdownSpecial = "\\`*_{}[]()<>#+!|~&^$:@=\"'";

    /// <summary>As text or attribute of HTML and SVG.</summary>
    public static string Html(string? text)
    {
        var safe = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => safe.Append("&amp;"),
                '<' => safe.Append("&lt;"),
                '>' => safe.Append("&gt;"),
                '"' => safe.Append("&quot;"),
                '\'' => safe.Append("&#39;"),
                _ => IsShown(rune) ? safe.Append(rune.ToString()) : safe.Append('\uFFFD'),
            };
        }

        return safe.ToString();
    }

    /// <summary>As text within one line of Markdown, a cell of a table included.</summary>
    public static string Markdown(string? text)
    {
        var safe = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (rune.IsAscii && MarkdownSpecial.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                safe.Append('\\');
            }

            safe.Append(IsShown(rune) ? rune.ToString() : "\uFFFD");
        }

        return safe.ToString();
    }

    // Also what turns the direction of the text around it.
    private static bool IsShown(Rune rune)
        => Rune.GetUnicodeCategory(rune) is not (System.Globalization.UnicodeCategory.Control or System.Globalization.UnicodeCategory.LineSeparator
            or System.Globalization.UnicodeCategory.ParagraphSeparator)
        && rune.Value is not (>= 0x202A and <= 0x202E) and not (>= 0x2066 and <= 0x2069);
}
