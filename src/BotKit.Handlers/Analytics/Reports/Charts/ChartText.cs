using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>Makes texts fit into charts, whose texts do not wrap. Widths are estimates, rather too wide than too narrow.</summary>
internal static class ChartText
{
    private const string Ellipsis = "…";
    private const double EllipsisWidth = 13;

    /// <summary>How wide a text is, in pixels, at the size and weight of a chart's titles.</summary>
    public static double Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text, cut to a width; a unit in brackets at its end stays.</summary>
    public static string Fit(string text, double width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var unit = text.EndsWith(')') ? text.LastIndexOf('(') : -1;
        return unit > 0 && Width(text[unit..]) < width / 2
            ? Cut(text[..unit], width - Width(text[unit..])) + " " + text[unit..]
            : Cut(text, width);
    }

    private static string Cut(string text, double width)
    {
        var cut = new StringBuilder();
        var used = EllipsisWidth;
        foreach (var rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.ToString().TrimEnd() + Ellipsis;
    }

    private static double Width(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or ' ' => 5,
        'W' or 'M' or '%' or '@' or 'm' or 'w' => 14.5,
        >= 'A' and <= 'Z' => 10.5,
        < 0x250 => 9,
        _ => 15,
    };
}
