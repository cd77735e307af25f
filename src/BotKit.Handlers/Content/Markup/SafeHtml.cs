using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace BotKit.Handlers.Content;

/// <summary>Takes out of HTML whatever could run, load in a hidden way, or imitate the page around it.</summary>
internal static class SafeHtml
{
    private const int MaxDepth = 200;

    private static readonly HtmlSanitizer Sanitizer = new(new HtmlSanitizerOptions
    {
        AllowedTags = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6",
            "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody",
            "td", "tfoot", "th", "thead", "tr", "u", "ul", "var",
        },
        AllowedAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
        {
            "href", "src", "alt", "title", "start", "colspan", "rowspan", "width", "height", "lang", "dir",
        },
        UriAttributes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "href", "src" },
        AllowedSchemes = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "http", "https", "mailto" },
        AllowedCssProperties = new HashSet<string>(StringComparer.OrdinalIgnoreCase),
        AllowedAtRules = new HashSet<AngleSharp.Css.Dom.CssRuleType>(),
    });

    /// <exception cref="BotException">It is nested too deeply.</exception>
    public static string Sanitise(string html)
    {
        // What is nested without end would end the process: the sanitiser walks elements one inside the other. Parsing does not.
        using var document = new HtmlParser().ParseDocument($"<!doctype html><body>{html}");
        if (IsDeeperThan(document, MaxDepth))
        {
            throw ContentFailure.Of(ContentErrorCodes.TextUnusable, $"The text has more than {MaxDepth} elements inside each other.");
        }

        return Sanitizer.Sanitize(html);
    }

    private static bool IsDeeperThan(INode root, int max)
    {
        var (node, depth) = (root.FirstChild, 1);
        while (node is not null && depth <= max)
        {
            if (node.FirstChild is { } child)
            {
                (node, depth) = (child, depth + 1);
                continue;
            }

            while (node is not null && node.NextSibling is null)
            {
                node = ReferenceEquals(node.Parent, root) ? null : node.Parent;
                depth--;
            }

            node = node?.NextSibling;
        }

        return depth > max;
    }
}
