namespace BotKit.Handlers.Workflows;

/// <summary>Makes the exception whose message reaches the caller.</summary>
internal static class WorkflowFailure
{
    private const int MaxCause = 300;

    /// <summary>What ends one run is its own affair (<see cref="BotSeverity.Warning"/>), so that it does not open the circuit for all workflows.</summary>
    public static BotException Of(string code, string message) => new(code, message) { Severity = BotSeverity.Warning };

    public static BotException Of(Frame root, bool isCanceled)
    {
        var cause = root.Cause is { Length: > MaxCause } ? root.Cause[..MaxCause] + "…" : root.Cause;
        return isCanceled
            ? Of(WorkflowErrorCodes.WorkflowCanceled, $"The run was canceled in state '{root.StateName}'. {cause}".TrimEnd())
            : Of(
                WorkflowErrorCodes.WorkflowFailed,
                $"The workflow '{root.Definition.Name}' failed in state '{root.StateName}' with {(root.Error is null ? "no error name" : $"error '{root.Error}'")}. {cause}".TrimEnd());
    }
}
