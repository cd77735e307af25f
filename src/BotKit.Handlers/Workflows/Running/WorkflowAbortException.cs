namespace BotKit.Handlers.Workflows;

/// <summary>Ends a run as a whole, past Retry and Catch: it was canceled, took too long, or too many steps.</summary>
internal sealed class WorkflowAbortException(string error, string cause) : Exception(cause)
{
    public string Error => error;
}
