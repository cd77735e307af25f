namespace BotKit.Handlers;

/// <summary>What a clean-up would remove: the answer to a dry run.</summary>
public sealed record DatabaseCleanUpPlan : DatabaseResult
{
    /// <summary>The rules in the order of their names.</summary>
    public required IReadOnlyList<CleanUpRulePlan> Rules { get; init; }
}
