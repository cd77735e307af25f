namespace BotKit.Handlers.Workflows;

/// <summary>A Task failed.</summary>
/// <param name="errorName">The name that Retry and Catch match, such as <c>States.TaskFailed</c>, <c>Http.503</c> or the code of a bot's error.</param>
/// <param name="cause">What happened, for people; nothing of a secret, it is shown and stored.</param>
/// <param name="innerException">What led to it, for the log.</param>
internal sealed class WorkflowTaskException(string errorName, string cause, Exception? innerException = null)
    : Exception(cause, innerException)
{
    public string ErrorName => errorName;

    public string Cause => Message;
}
