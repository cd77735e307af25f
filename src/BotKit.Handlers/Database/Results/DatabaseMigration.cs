namespace BotKit.Handlers;

/// <summary>The migrations that were applied, each in a transaction of its own.</summary>
public sealed record DatabaseMigration : DatabaseResult
{
    /// <summary>The migrations that were applied now, in their order; empty when the database was up to date.</summary>
    public required IReadOnlyList<AppliedMigration> Applied { get; init; }

    /// <summary>The version of the database, that of its last migration; 0 without any.</summary>
    public required long Version { get; init; }
}
