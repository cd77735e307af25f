namespace BotKit.Workflows;

/// <summary>A state of a workflow, with what became of it in one run. Inside a Map it sums up all iterations.</summary>
/// <param name="Name">Its name, which no other state of the workflow has.</param>
/// <param name="Type">Its type as the definition has it: <c>Task</c>, <c>Choice</c>, <c>Parallel</c>, <c>Map</c>, <c>Wait</c>, <c>Pass</c>, <c>Succeed</c> or <c>Fail</c>.</param>
/// <param name="State">What became of it; the latest time when it was entered several times.</param>
public sealed record WorkflowNode(string Name, string Type, WorkflowNodeState State)
{
    /// <summary>The Parallel or Map that it is inside of; <see langword="null"/> at the top.</summary>
    public string? Parent { get; init; }

    /// <summary>In which branch of a Parallel, from 0; 0 elsewhere.</summary>
    public int Branch { get; init; }

    /// <summary>What a Task runs, such as <c>bot:lead</c>; <see langword="null"/> for other types.</summary>
    public string? Resource { get; init; }

    /// <summary>What people wrote about it; <see langword="null"/> for nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>Whether a workflow or branch may end with it.</summary>
    public bool IsEnd { get; init; }

    /// <summary>How often it was entered.</summary>
    public long Entries { get; init; }

    /// <summary>How often it was tried again after a failure.</summary>
    public long Retries { get; init; }

    /// <summary>How long it took, all times together, the present one until now.</summary>
    public TimeSpan TimeSpent { get; init; }

    /// <summary>When it was entered last; <see langword="null"/> when it was not.</summary>
    public DateTimeOffset? EnteredAt { get; init; }

    /// <summary>Until when it waits; <see langword="null"/> when it does not, or waits for a signal alone.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The signal that it waits for; <see langword="null"/> for none.</summary>
    public string? Signal { get; init; }

    /// <summary>The error that it ended with the latest time, by its name; <see langword="null"/> for none.</summary>
    public string? Error { get; init; }

    /// <summary>What it was given the latest time, as JSON text: masked, and cut where it is long; <see langword="null"/> before.</summary>
    public string? Input { get; init; }

    /// <summary>What came of it the latest time, as JSON text: masked, and cut where it is long; <see langword="null"/> before.</summary>
    public string? Output { get; init; }
}
