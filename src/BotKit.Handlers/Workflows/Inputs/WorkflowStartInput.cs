using System.Text.Json;

namespace BotKit.Handlers;

/// <summary>Asks for a run of a workflow to its end; the answer is a <see cref="WorkflowOutcome"/>. Queue it, so that it can wait and survive.</summary>
public sealed record WorkflowStartInput : WorkflowInput
{
    /// <summary>The name of the workflow.</summary>
    public required string Workflow { get; init; }

    /// <summary>What its first state gets; at most 256 KiB. Default, and for <c>null</c>, an empty object.</summary>
    public JsonElement? Input { get; init; }

    /// <summary>A version that an earlier run has kept. Default the present one.</summary>
    public string? Version { get; init; }

    /// <summary>The run that has ended and whose data this one begins with. Default none.</summary>
    public Guid? FromRun { get; init; }

    /// <summary>The state of that run with which this one begins. Default the one in which it ended.</summary>
    public string? FromState { get; init; }
}
