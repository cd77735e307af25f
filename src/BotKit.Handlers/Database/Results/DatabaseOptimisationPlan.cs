namespace BotKit.Handlers;

/// <summary>What optimise would do: the answer to a dry run.</summary>
public sealed record DatabaseOptimisationPlan : DatabaseResult
{
    /// <summary>The steps in their order.</summary>
    public required IReadOnlyList<PlannedOptimisationStep> Steps { get; init; }

    /// <summary>The size of the database in bytes.</summary>
    public required long Bytes { get; init; }
}
