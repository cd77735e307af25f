namespace BotKit.Handlers.Workflows;

/// <summary>Ends a run, or a workflow inside it, as a whole, past Retry and Catch: it was canceled, took too long, or too many steps.</summary>
internal sealed class WorkflowAbortException(string error, string cause) : Exception(cause)
{
    public string Error => error;

    /// <summary>The workflow inside the run that ends; <see langword="null"/> when the run does.</summary>
    public Frame? Inner { get; init; }
}
