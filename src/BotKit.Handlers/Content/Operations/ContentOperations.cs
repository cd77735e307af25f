using BotKit.Handlers.Content.Operations;
using BotKit.Handlers.Content.Templates;

namespace BotKit.Handlers.Content;

/// <summary>Sends each operation to what does it.</summary>
internal sealed class ContentOperations(
    ContentWriter writer, ContentChecker checker, ContentRenderer renderer, CalendarPlanner planner, PieceMemory memory, TemplateLibrary library) : IContentOperations
{
    public async ValueTask<ContentResult> RunAsync(ContentInput input, BotContext context, CancellationToken cancellationToken) => input switch
    {
        ContentGenerateInput generate => await writer.RunAsync(generate, context, cancellationToken).ConfigureAwait(false),
        ContentCheckInput check => await checker.RunAsync(check, context, cancellationToken).ConfigureAwait(false),
        ContentRenderInput render => await renderer.RunAsync(render, context, cancellationToken).ConfigureAwait(false),
        ContentCalendarInput calendar => planner.Run(calendar, context, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(input)),
    };

    public async ValueTask CheckAsync(CancellationToken cancellationToken)
    {
        foreach (var (_, source) in library.All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            LiquidEngine.Check(source);
        }

        await memory.CheckAsync(cancellationToken).ConfigureAwait(false);
    }
}
