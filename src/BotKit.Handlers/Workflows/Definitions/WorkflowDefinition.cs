namespace BotKit.Handlers.Workflows;

/// <summary>A workflow that can run.</summary>
internal sealed class WorkflowDefinition
{
    public required string Name { get; init; }

    /// <summary>The first 16 digits of the SHA-256 of its text without white space: the same text has the same version anywhere.</summary>
    public required string Version { get; init; }

    /// <summary>The text, as UTF-8 JSON without white space.</summary>
    public required ReadOnlyMemory<byte> Text { get; init; }

    public required string? Comment { get; init; }

    /// <summary>How long a whole run may take; <see langword="null"/> for ever.</summary>
    public required long? TimeoutSeconds { get; init; }

    public required Machine Root { get; init; }

    /// <summary>All states, those inside Parallel and Map after them, each at its own <see cref="State.Index"/>.</summary>
    public required IReadOnlyList<State> States { get; init; }

    public required IReadOnlyList<WorkflowProblem> Warnings { get; init; }

    /// <summary>Whether a run of it, or of a workflow inside, may have something to undo.</summary>
    public bool MayUndo => States.OfType<TaskState>().Any(static it => it.Compensate is not null || it.Scheme == WorkflowTask.Scheme);

    public State? Find(string name) => States.FirstOrDefault(it => it.Name == name);
}
