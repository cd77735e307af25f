using AngleSharp.Html.Parser;

namespace BotKit.Handlers.Tests.Content;

/// <summary>Looks for what could run in HTML, by a list of its own.</summary>
internal static class HtmlDanger
{
    private static readonly HashSet<string> Elements = new(StringComparer.OrdinalIgnoreCase)
    {
        "script", "style", "iframe", "object", "embed", "applet", "base", "link", "meta", "form", "input", "button", "textarea", "select", "svg", "math", "template", "noscript",
        "frame", "frameset", "video", "audio", "source", "track", "marquee", "plaintext", "xmp", "noembed", "noframes", "foreignobject", "use", "animate", "set", "portal", "dialog",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        "style", "srcdoc", "formaction", "action", "background", "xlink:href", "srcset", "id", "name", "is", "slot", "http-equiv", "ping", "target", "contenteditable",
    };

    public static string? Find(string html)
    {
        var document = new HtmlParser().ParseDocument($"<!DOCTYPE html><body>{html}");
        foreach (var element in document.All.Where(element => element.LocalName is not ("html" or "head" or "body") || element.Attributes.Length > 0))
        {
            if (Elements.Contains(element.LocalName))
            {
                return $"<{element.LocalName}>";
            }

            foreach (var attribute in element.Attributes)
            {
                var scheme = new string([.. attribute.Value.Where(letter => !char.IsWhiteSpace(letter) && !char.IsControl(letter))]).ToLowerInvariant();
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || Attributes.Contains(attribute.Name)
                    || ((attribute.Name is "href" or "src") && (scheme.StartsWith("javascript:", StringComparison.Ordinal) || scheme.StartsWith("data:", StringComparison.Ordinal) || scheme.StartsWith("vbscript:", StringComparison.Ordinal) || scheme.StartsWith("file:", StringComparison.Ordinal))))
                {
                    return $"{attribute.Name}={attribute.Value}";
                }
            }
        }

        return null;
    }
}
