using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>How a workflow ended: well, since a failure is a failed run. In a dry run nothing has run, and <see cref="Plan"/> says what would.</summary>
public sealed record WorkflowOutcome : WorkflowResult
{
    /// <summary>The name of the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>The version that ran.</summary>
    public required string Version { get; init; }

    /// <summary>What its last state gave on; <see langword="null"/> in a dry run.</summary>
    public JsonElement? Output { get; init; }

    /// <summary>How many states were entered.</summary>
    public required long Steps { get; init; }

    /// <summary>The states in the order of the definition, in a dry run; otherwise <see langword="null"/>.</summary>
    public IReadOnlyList<WorkflowPlannedState>? Plan { get; init; }
}
