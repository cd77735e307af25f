using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Text in a drawing. It comes from whoever wrote a workflow or its data: all of it is escaped, and nothing of it steers.</summary>
internal static class SvgText
{
    private const char Replacement = '\ufffd';

    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),
                '\n' or '\t' => escaped.Append(c),
                _ when char.IsSurrogate(c) => i + 1 < text.Length && char.IsSurrogatePair(c, text[i + 1]) ? escaped.Append(c).Append(text[++i]) : escaped.Append(Replacement),
                _ => escaped.Append(IsDrawn(c) ? c : Replacement),
            };
        }

        return escaped.ToString();
    }

    /// <summary>As much of a line as fits, about: letters are of different widths, and the font is not known.</summary>
    public static string Fit(string text, double width, double size)
    {
        var line = text.ReplaceLineEndings(" ");
        var left = width / (size * 0.57);
        for (var i = 0; i < line.Length; i++)
        {
            left -= line[i] >= '\u1100' ? 1.8 : 1;
            if (left < 0)
            {
                return string.Concat(line.AsSpan(0, Math.Max(1, i - 1 - (char.IsLowSurrogate(line[Math.Max(0, i - 1)]) ? 1 : 0))), "…");
            }
        }

        return line;
    }

    /// <summary>A duration for people: the two largest units.</summary>
    public static string Of(TimeSpan time)
        => time switch
        {
            { TotalMilliseconds: < 1_000 } => Text($"{Math.Round(time.TotalMilliseconds)} ms"),
            { TotalMinutes: < 1 } => Text($"{time.TotalSeconds:0.#} s"),
            { TotalHours: < 1 } => Text($"{time.Minutes} min {time.Seconds} s"),
            { TotalDays: < 1 } => Text($"{time.Hours} h {time.Minutes} min"),
            _ => Text($"{(int)time.TotalDays} d {time.Hours} h"),
        };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // XML 1.0, section 2.2; and no mark that turns the direction of text, which would make one name look like another.
    private static bool IsDrawn(char c)
        => c >= ' ' && c is not ('\ufffe' or '\uffff' or '\u200e' or '\u200f') and not (>= '\u007f' and <= '\u009f')
            and not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069');
}
