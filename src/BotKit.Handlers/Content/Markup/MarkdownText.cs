using Markdig;
using Markdig.Syntax;

namespace BotKit.Handlers.Content;

/// <summary>Markdown as CommonMark has it, by Markdig.</summary>
internal static class MarkdownText
{
    /// <summary>What looks like links within links takes Markdig time that grows with the square.</summary>
    private const int MaxBrackets = 4000;

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().Build();

    /// <exception cref="BotException">It is nested too deeply, or has too many brackets.</exception>
    public static MarkdownDocument Parse(string markdown)
    {
        if (markdown.AsSpan().Count('[') > MaxBrackets)
        {
            throw ContentFailure.Of(ContentErrorCodes.TextUnusable, $"The text has more than {MaxBrackets} brackets.");
        }

        try
        {
            return Markdown.Parse(markdown, Pipeline);
        }
        catch (ArgumentException failure)
        {
            throw ContentFailure.Of(ContentErrorCodes.TextUnusable, "The text is nested too deeply.", failure);
        }
    }

    /// <summary>The HTML, with whatever HTML was in the text: it is not safe yet.</summary>
    public static string ToUnsafeHtml(string markdown) => Parse(markdown).ToHtml(Pipeline);

    /// <summary>The HTML, made safe.</summary>
    public static string ToSafeHtml(string markdown) => SafeHtml.Sanitise(ToUnsafeHtml(markdown));
}
