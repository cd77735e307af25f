using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>Writes pieces of a report's page. Markup is what the code holds; texts are encoded.</summary>
internal sealed class HtmlWriter
{
    private const int Narrow = 340;
    private const int Wide = 860;

    private readonly StringBuilder _html = new();

    public HtmlWriter Markup(string markup)
    {
        _html.Append(markup);
        return this;
    }

    public HtmlWriter Text(string? text)
    {
        _html.Append(SafeText.Html(text));
        return this;
    }

    public HtmlWriter Element(string tag, string? text, string kind = "")
        => Markup(kind.Length == 0 ? $"<{tag}>" : $"<{tag} class=\"{kind}\">").Text(text).Markup($"</{tag}>");

    /// <summary>A chart, drawn for a narrow and a wide screen, of which the style sheet shows one.</summary>
    public HtmlWriter Chart(string? caption, Func<int, string> draw)
    {
        Markup("<figure>");
        if (caption is not null)
        {
            Element("figcaption", caption);
        }

        return Markup("<div class=\"narrow\">").Markup(draw(Narrow)).Markup("</div><div class=\"wide\">").Markup(draw(Wide)).Markup("</div></figure>");
    }

    /// <summary>What the lines of a chart mean.</summary>
    public HtmlWriter Key(params (string Kind, string Text)[] lines)
    {
        Markup("<ul class=\"key\">");
        foreach (var (kind, text) in lines)
        {
            var sign = kind switch
            {
                "odd" => "<circle class=\"odd\" cx=\"13\" cy=\"6\" r=\"4.5\"/>",
                "band" => "<path class=\"band\" d=\"M0 0H26V12H0Z\"/>",
                "bar" => "<path class=\"bar\" d=\"M0 1H26V11H0Z\"/>",
                _ => $"<path class=\"{kind}\" d=\"M0 6H26\"/>",
            };
            Markup($"<li><svg viewBox=\"0 0 26 12\" aria-hidden=\"true\">{sign}</svg>").Text(text).Markup("</li>");
        }

        return Markup("</ul>");
    }

    /// <summary>A table that scrolls by itself.</summary>
    /// <param name="name">What it holds, for those who do not see it.</param>
    /// <param name="columns">The columns' heads, and whether they hold numbers.</param>
    /// <param name="rows">The rows, the first cell of each being its head.</param>
    public HtmlWriter Table(string name, IReadOnlyList<(string Head, bool IsNumber)> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        Markup("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"").Text(name).Markup("\"><table><thead><tr>");
        foreach (var (head, isNumber) in columns)
        {
            Markup(isNumber ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">").Text(head).Markup("</th>");
        }

        Markup("</tr></thead><tbody>");
        foreach (var row in rows)
        {
            Markup("<tr>");
            for (var at = 0; at < row.Count; at++)
            {
                Markup(columns[at].IsNumber ? "<td class=\"n\">" : "<td>").Text(row[at]).Markup("</td>");
            }

            Markup("</tr>");
        }

        return Markup("</tbody></table></div>");
    }

    public override string ToString() => _html.ToString();
}
