namespace BotKit.Handlers;

/// <summary>The error codes that the workflow bot gives, beside those of BotKit itself.</summary>
public static class WorkflowErrorCodes
{
    /// <summary>There is no workflow of that name.</summary>
    public const string WorkflowUnknown = "workflow_unknown";

    /// <summary>No run has kept that version of the workflow, or it is not kept any more.</summary>
    public const string WorkflowVersionUnknown = "workflow_version_unknown";

    /// <summary>The workflow ended in a failure that nothing caught; the message names the state and the error.</summary>
    public const string WorkflowFailed = "workflow_failed";

    /// <summary>The run was canceled, and not all that it had done could be undone; the message names the tasks.</summary>
    public const string WorkflowCanceled = "workflow_canceled";

    /// <summary>The run to begin anew from is not there, was erased, or did not come to that state.</summary>
    public const string WorkflowNotRestartable = "workflow_not_restartable";
}
