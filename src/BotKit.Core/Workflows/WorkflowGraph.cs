namespace BotKit.Workflows;

/// <summary>A workflow's run as a graph: the states of its definition, with what became of each.</summary>
public sealed record WorkflowGraph
{
    /// <summary>The run.</summary>
    public required Guid ExecutionId { get; init; }

    /// <summary>The bot's name.</summary>
    public required string Bot { get; init; }

    /// <summary>The name of the workflow's definition; <see langword="null"/> when the run brought its own.</summary>
    public string? Workflow { get; init; }

    /// <summary>The version of the definition that the run keeps; <see langword="null"/> when it has none.</summary>
    public string? Version { get; init; }

    /// <summary>How the run ended; <see langword="null"/> while it has not.</summary>
    public BotStatus? Status { get; init; }

    /// <summary>The error that it ended with, by its name in the definition's language; <see langword="null"/> for none.</summary>
    public string? Error { get; init; }

    /// <summary>Whether an operator stopped it, and why; <see langword="null"/> when it is not paused.</summary>
    public BotPause? Pause { get; init; }

    /// <summary>The states that were entered so far, each time counted.</summary>
    public long Steps { get; init; }

    /// <summary>When its first state was entered; <see langword="null"/> before.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> before.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The name of the state at which it begins.</summary>
    public required string StartAt { get; init; }

    /// <summary>The states, in the definition's order; those inside a Parallel or Map after it.</summary>
    public required IReadOnlyList<WorkflowNode> Nodes { get; init; }

    /// <summary>The ways between them.</summary>
    public required IReadOnlyList<WorkflowEdge> Edges { get; init; }
}
