namespace BotKit.Handlers;

/// <summary>What optimise did.</summary>
public sealed record DatabaseOptimisation : DatabaseResult
{
    /// <summary>The steps in their order.</summary>
    public required IReadOnlyList<OptimisationStep> Steps { get; init; }

    /// <summary>The size of the database before, in bytes.</summary>
    public required long BytesBefore { get; init; }

    /// <summary>The size of the database after, in bytes.</summary>
    public required long BytesAfter { get; init; }
}
