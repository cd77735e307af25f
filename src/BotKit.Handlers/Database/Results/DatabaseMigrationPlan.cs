namespace BotKit.Handlers;

/// <summary>Which migrations would be applied: the answer to a dry run.</summary>
public sealed record DatabaseMigrationPlan : DatabaseResult
{
    /// <summary>The migrations that would be applied, in their order.</summary>
    public required IReadOnlyList<PendingMigration> Pending { get; init; }

    /// <summary>The version that the database has, that of its last migration; 0 without any.</summary>
    public required long Version { get; init; }
}
