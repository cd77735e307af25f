namespace BotKit.Handlers.Workflows;

/// <summary>A state failed, under a name that Retry and Catch can match.</summary>
/// <param name="error">The name; <see langword="null"/> when a Fail state gives none.</param>
/// <param name="cause">What happened, for people; <see langword="null"/> for nothing.</param>
/// <param name="innerException">What led to it, for the log.</param>
internal sealed class StateFailureException(string? error, string? cause, Exception? innerException = null)
    : Exception(cause ?? error, innerException)
{
    /// <summary>The name, cut at the length that AWS allows: it may come from data.</summary>
    public string? Error { get; } = error is { Length: > WorkflowDefaults.MaxErrorName }
        ? error[..(WorkflowDefaults.MaxErrorName - (char.IsHighSurrogate(error[WorkflowDefaults.MaxErrorName - 1]) ? 1 : 0))]
        : error;

    public string? Cause => cause;

    /// <summary>The finished Tasks of the branches of a Parallel or Map that failed.</summary>
    public IReadOnlyList<UndoEntry>? Finished { get; init; }

    public static StateFailureException Runtime(string cause) => new(ErrorNames.Runtime, cause);

    public static StateFailureException Intrinsic(string cause) => new(ErrorNames.IntrinsicFailure, cause);
}
