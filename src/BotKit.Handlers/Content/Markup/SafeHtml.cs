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
        // What is nested without end would end the process: tags are walked one inside the other.
        if (DepthOf(html) > MaxDepth)
        {
            throw ContentFailure.Of(ContentErrorCodes.TextUnusable, $"The text has more than {MaxDepth} elements inside each other.");
        }

        return Sanitizer.Sanitize(html);
    }

    /// <summary>How deep the elements are nested at most: opening tags without their closing ones. Void elements count, too, until they are followed by a closing tag.</summary>
    private static int DepthOf(string html)
    {
        var (depth, deepest) = (0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && at + 1 < html.Length; at = html.IndexOf('<', at + 1))
        {
            if (html[at + 1] == '/')
            {
                depth = Math.Max(0, depth - 1);
            }
            else if (char.IsAsciiLetter(html[at + 1]) && !IsVoid(html.AsSpan(at + 1)))
            {
                depth++;
                deepest = Math.Max(deepest, depth);
            }
        }

        return deepest;
    }

    private static bool IsVoid(ReadOnlySpan<char> tag)
        => tag.StartsWith("br", StringComparison.OrdinalIgnoreCase) || tag.StartsWith("hr", StringComparison.OrdinalIgnoreCase)
            || tag.StartsWith("img", StringComparison.OrdinalIgnoreCase);
}
