namespace BotKit.Handlers;

/// <summary>
/// Works on leads: import, normalisation, duplicates, a model that scores them with reasons, segments, routing, export. Rows
/// come in and go out as files of the file store. In a dry run everything is read and counted, and nothing is kept. Register
/// it with <c>AddLeadBot</c>.
/// </summary>
/// <param name="operations">Does the work.</param>
public sealed class LeadBot(ILeadOperations operations) : BaseBot<LeadInput, LeadResult>
{
    /// <inheritdoc/>
    protected override async ValueTask<LeadResult> ExecuteAsync(LeadInput input, BotContext context, CancellationToken cancellationToken)
    {
        context.Report(0, "Opening the file");
        // The work reads, computes and writes without a pause; the caller's thread is not its place.
        var result = await Task.Run(() => operations.RunAsync(input, context, cancellationToken).AsTask(), cancellationToken).ConfigureAwait(false);
        context.Report(1, "Done");
        return result;
    }

    /// <summary>Says whether the files and the kept models can be reached.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => operations.CheckAsync(cancellationToken);
}
