using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Content.Operations;

/// <summary>Fills a template in.</summary>
internal sealed class ContentRenderer(LiquidEngine engine, TemplateLibrary library, ContentSettings settings)
{
    public async ValueTask<ContentResult> RunAsync(ContentRenderInput input, BotContext context, CancellationToken cancellationToken)
    {
        var markdown = await engine.RenderAsync(
            library.Get(input.Template), LiquidData.Of(input.Data, settings.FindVoice(input.Voice)), input.Language ?? ContentDefaults.Language, library.Find, cancellationToken).ConfigureAwait(false);
        context.Report(.7, "Making HTML");
        return new ContentRendering
        {
            DryRun = context.IsDryRun,
            Markdown = markdown,
            Html = MarkdownText.ToSafeHtml(markdown),
            Text = MarkdownFacts.Of(markdown).Text,
        };
    }
}
