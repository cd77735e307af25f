namespace BotKit.Handlers;

/// <summary>The workflows that can be started.</summary>
public sealed record WorkflowListing : WorkflowResult
{
    /// <summary>The workflows, by name.</summary>
    public required IReadOnlyList<WorkflowEntry> Workflows { get; init; }
}
