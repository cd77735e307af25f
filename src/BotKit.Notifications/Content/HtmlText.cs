using System.Net;
using System.Text;

namespace BotKit.Notifications.Content;

/// <summary>
/// A message as HTML: one column that fits a phone, light and dark, no images and nothing from elsewhere. Everything that is not
/// BotKit's own is encoded.
/// </summary>
internal sealed class HtmlText(Wording wording)
{
    // Colours twice: readers that drop the style element show the light ones, which stand on the elements.
    private const string Style = """
        body{margin:0;padding:0;background:#f3f4f6}
        .page{background:#f3f4f6;padding:24px 12px}
        .card{max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #d8dce2;border-radius:8px;overflow:hidden}
        h1{font-size:20px;line-height:1.35;margin:0;overflow-wrap:anywhere}
        .alert{padding:16px 20px;border-top:1px solid #e4e7eb}
        td{overflow-wrap:anywhere}
        @media (max-width:480px){.page{padding:8px 0!important}.card{border-radius:0!important;border-left:0!important;border-right:0!important}td.name{white-space:normal!important;padding-right:10px!important}}
        @media (prefers-color-scheme:dark){body,.page{background:#15181c!important}.card{background:#1f2429!important;border-color:#3a4149!important}.text,h1{color:#eceff2!important}.faint{color:#a9b2bc!important}.alert{border-color:#343b43!important}a{color:#8ab4f8!important}}
        """;

    public string Of(Notice notice)
    {
        var html = new StringBuilder(4_096);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">")
            .Append("<meta name=\"color-scheme\" content=\"light dark\"><meta name=\"supported-color-schemes\" content=\"light dark\"><title>")
            .Append(Encode(Wording.Title(notice))).Append("</title><style>:root{color-scheme:light dark}\n").Append(Style).Append("</style></head>\n")
            .Append("<body style=\"margin:0;padding:0\"><div class=\"page\" style=\"background:#f3f4f6;padding:24px 12px\">")
            .Append("<div class=\"card\" role=\"article\" style=\"max-width:600px;margin:0 auto;background:#ffffff;border:1px solid #d8dce2;border-radius:8px;")
            .Append("font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif\">")
            .Append("<div style=\"height:6px;border-radius:8px 8px 0 0;background:").Append(Colour(notice.Severity)).Append("\"></div>")
            .Append("<div style=\"padding:18px 20px\"><h1 class=\"text\" style=\"font-size:20px;line-height:1.35;margin:0;color:#1b1f24\">")
            .Append(Encode(Wording.Title(notice))).Append("</h1></div>\n");
        foreach (var alert in notice.Alerts)
        {
            Append(html, alert, notice);
        }

        if (Wording.More(notice) is { } more)
        {
            html.Append("<div class=\"alert text\" style=\"padding:16px 20px;border-top:1px solid #e4e7eb;color:#1b1f24\">").Append(Encode(more)).Append("</div>\n");
        }

        return html.Append("<div class=\"alert faint\" style=\"padding:12px 20px;border-top:1px solid #e4e7eb;font-size:13px;color:#59636e\">")
            .Append(Encode(wording.Footer)).Append("</div>\n</div></div></body></html>\n").ToString();
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static string Colour(BotSeverity severity) => severity switch
    {
        BotSeverity.Critical => "#c62828",
        BotSeverity.Standard => "#b26a00",
        _ => "#1f6feb",
    };

    private void Append(StringBuilder html, BotAlert alert, Notice notice)
    {
        html.Append("<div class=\"alert\" style=\"padding:16px 20px;border-top:1px solid #e4e7eb\">");
        if (notice.IsDigest)
        {
            html.Append("<div class=\"text\" style=\"font-weight:600;margin-bottom:4px;color:#1b1f24\"><span style=\"color:").Append(Colour(alert.Severity))
                .Append("\" aria-hidden=\"true\">&#9679;</span> ").Append(Encode($"{alert.Severity}: {Wording.Line(alert.Code, 100)} in {Wording.Bot(alert)}"))
                .Append("</div>");
        }

        html.Append("<div class=\"text\" style=\"font-size:16px;line-height:1.5;margin-bottom:10px;overflow-wrap:anywhere;color:#1b1f24\">")
            .Append(Encode(Wording.Message(alert))).Append("</div><table role=\"presentation\" cellpadding=\"0\" cellspacing=\"0\" style=\"border-collapse:collapse;font-size:14px;line-height:1.5\">");
        foreach (var (name, value) in Wording.Facts(alert, notice.Kind))
        {
            html.Append("<tr><td class=\"name faint\" style=\"padding:1px 16px 1px 0;vertical-align:top;white-space:nowrap;color:#59636e\">").Append(Encode(name))
                .Append("</td><td class=\"text\" style=\"padding:1px 0;overflow-wrap:anywhere;word-break:break-word;color:#1b1f24\">").Append(Encode(value)).Append("</td></tr>");
        }

        html.Append("</table>");
        if (wording.Link(alert) is { } link)
        {
            html.Append("<p style=\"margin:12px 0 0\"><a href=\"").Append(Encode(link)).Append("\" style=\"color:#0b57d0\">Look at the run</a></p>");
        }

        html.Append("</div>\n");
    }
}
