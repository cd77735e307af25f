namespace BotKit.Handlers;

/// <summary>
/// Writes pieces from briefs, says how good texts are, fills templates in, and plans campaigns. In a dry run it says what it would
/// do, asks no model and keeps nothing. Register it with <c>AddContentBot</c>.
/// </summary>
/// <param name="operations">Does the work.</param>
public sealed class ContentBot(IContentOperations operations) : BaseBot<ContentInput, ContentResult>
{
    /// <inheritdoc/>
    protected override async ValueTask<ContentResult> ExecuteAsync(ContentInput input, BotContext context, CancellationToken cancellationToken)
    {
        context.Report(0, "Reading the input");
        // Gates and templates compute without a pause; the caller's thread is not their place.
        var result = await Task.Run(() => operations.RunAsync(input, context, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        context.Report(1, "Done");
        return result;
    }

    /// <summary>Says whether all templates can be read and the store can be reached. No model is asked: that would cost.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => operations.CheckAsync(cancellationToken);
}
