using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>A report as Markdown: the same figures and sentences, tables in place of charts.</summary>
internal static class MarkdownReport
{
    public static string Write(ReportContent content)
    {
        var text = new StringBuilder();
        text.Append("# ").Append(SafeText.Markdown(content.Title)).Append("\n\n").Append(ReportWords.Subtitle(content)).Append('\n');
        foreach (var part in content.Parts)
        {
            text.Append("\n## ").Append(SafeText.Markdown(part.Title)).Append("\n\n");
            if (part.Failure is not null)
            {
                text.Append(SafeText.Markdown(part.Failure.Message)).Append('\n');
            }
            else
            {
                MarkdownParts.Write(part.Result!, part.Span, text);
            }
        }

        return text.Append("\n---\n\n").Append(ReportWords.Sources(content)).Append('\n').ToString();
    }
}
