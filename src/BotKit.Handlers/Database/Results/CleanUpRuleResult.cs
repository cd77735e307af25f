namespace BotKit.Handlers;

/// <summary>What one rule of retention removed.</summary>
public sealed record CleanUpRuleResult
{
    /// <summary>The rule's configured name.</summary>
    public required string Rule { get; init; }

    /// <summary>Its table.</summary>
    public required string Table { get; init; }

    /// <summary>Rows older than this were to go.</summary>
    public required DateTimeOffset Before { get; init; }

    /// <summary>How many rows were removed, without those that the database removed with them.</summary>
    public required long Removed { get; init; }

    /// <summary>How many rows were left because somebody else had locked them.</summary>
    public required long Locked { get; init; }

    /// <summary>In how many transactions they were removed.</summary>
    public required int Batches { get; init; }

    /// <summary>How long the longest of these transactions held its locks, in milliseconds.</summary>
    public required double LongestLockMilliseconds { get; init; }
}
