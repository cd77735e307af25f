namespace BotKit.Handlers;

/// <summary>What a clean-up removed. Rows that somebody else had locked are left for the next one.</summary>
public sealed record DatabaseCleanUp : DatabaseResult
{
    /// <summary>The rules in the order of their names.</summary>
    public required IReadOnlyList<CleanUpRuleResult> Rules { get; init; }
}
