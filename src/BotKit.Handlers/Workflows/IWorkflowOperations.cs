namespace BotKit.Handlers;

/// <summary>Does the work of the <see cref="WorkflowBot"/>.</summary>
public interface IWorkflowOperations
{
    /// <summary>Runs an operation.</summary>
    /// <param name="input">The validated input.</param>
    /// <param name="context">The run.</param>
    /// <param name="cancellationToken">Fires when the run must stop.</param>
    ValueTask<WorkflowResult> RunAsync(WorkflowInput input, BotContext context, CancellationToken cancellationToken);

    /// <summary>Throws when what workflows need cannot be reached.</summary>
    /// <param name="cancellationToken">Fires when the check takes too long.</param>
    ValueTask CheckAsync(CancellationToken cancellationToken);
}
