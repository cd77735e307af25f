using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Workflows;

internal static partial class Log
{
    [LoggerMessage(5301, LogLevel.Warning, "The Task {State} failed unexpectedly.")]
    public static partial void TaskFailed(ILogger logger, Exception exception, string state);

    [LoggerMessage(5309, LogLevel.Error, "The state {State} of a workflow failed unexpectedly.")]
    public static partial void StateFailed(ILogger logger, Exception exception, string state);

    [LoggerMessage(5302, LogLevel.Warning, "The run of workflow {Workflow}, version {Version}, failed in state {State} with {Error}.")]
    public static partial void RunFailed(ILogger logger, string workflow, string version, string state, string? error);

    [LoggerMessage(5303, LogLevel.Warning, "The run {ExecutionId} of bot {Bot}, which a Task began and that is not needed any more, could not be canceled.")]
    public static partial void ChildNotCanceled(ILogger logger, Exception exception, string bot, Guid executionId);

    [LoggerMessage(5304, LogLevel.Warning, "The run of workflow {Workflow}, version {Version}, was canceled in state {State} and undone: {Reason}")]
    public static partial void RunCanceled(ILogger logger, string workflow, string version, string state, string? reason);

    [LoggerMessage(5305, LogLevel.Error, "The run of workflow {Workflow}, version {Version}, could not undo all that it had done before its caller gave up or its time was over.")]
    public static partial void RunNotUndone(ILogger logger, Exception? exception, string workflow, string version);
}
