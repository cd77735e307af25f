namespace BotKit.Handlers;

/// <summary>
/// Runs workflows that are defined in the Amazon States Language: Tasks that are bots, HTTP calls, e-mails or other workflows, with choices,
/// branches, waits, retries and compensation. Each step is kept; a queued run holds nothing while it waits, and goes on from the last finished
/// step after a loss of its process. In a dry run nothing runs. Register it with <c>AddWorkflowBot</c>.
/// </summary>
/// <param name="operations">Does the work.</param>
public sealed class WorkflowBot(IWorkflowOperations operations) : BaseBot<WorkflowInput, WorkflowResult>
{
    /// <inheritdoc/>
    protected override ValueTask<WorkflowResult> ExecuteAsync(WorkflowInput input, BotContext context, CancellationToken cancellationToken)
        => operations.RunAsync(input, context, cancellationToken);

    /// <summary>Says whether the definitions are sound and what is kept of runs can be reached.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    protected override ValueTask CheckAsync(CancellationToken cancellationToken) => operations.CheckAsync(cancellationToken);
}
