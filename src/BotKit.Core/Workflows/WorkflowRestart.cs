using System.Diagnostics.CodeAnalysis;

namespace BotKit.Workflows;

/// <summary>What came of beginning a workflow's run anew.</summary>
public sealed record WorkflowRestart
{
    private WorkflowRestart(WorkflowAnswer answer, Guid? executionId, string? fromState)
    {
        Answer = answer;
        ExecutionId = executionId;
        FromState = fromState;
    }

    /// <summary><see cref="WorkflowAnswer.Done"/>, or why there is no new run.</summary>
    public WorkflowAnswer Answer { get; }

    /// <summary>Whether there is a new run.</summary>
    [MemberNotNullWhen(true, nameof(ExecutionId), nameof(FromState))]
    public bool IsQueued => ExecutionId is not null;

    /// <summary>The new run; <see langword="null"/> when there is none.</summary>
    public Guid? ExecutionId { get; }

    /// <summary>The state at which it begins; <see langword="null"/> when there is no new run.</summary>
    public string? FromState { get; }

    /// <summary>A new run was queued.</summary>
    /// <param name="executionId">The new run.</param>
    /// <param name="fromState">The state at which it begins.</param>
    public static WorkflowRestart Queued(Guid executionId, string fromState) => new(WorkflowAnswer.Done, executionId, fromState);

    /// <summary>There is no new run.</summary>
    /// <param name="answer">Why; not <see cref="WorkflowAnswer.Done"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is <see cref="WorkflowAnswer.Done"/>.</exception>
    public static WorkflowRestart Refused(WorkflowAnswer answer)
        => answer != WorkflowAnswer.Done
            ? new(answer, null, null)
            : throw new ArgumentOutOfRangeException(nameof(answer), answer, "What is done has a new run.");
}
