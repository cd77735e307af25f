namespace BotKit.Handlers;

/// <summary>
/// A backup that was restored into a new place and verified there: it has the rows, the tables and the keys of the backup.
/// The database itself was not touched.
/// </summary>
public sealed record DatabaseRestore : DatabaseResult
{
    /// <summary>The name of the backup.</summary>
    public required string Backup { get; init; }

    /// <summary>The new file in the database's <c>RestoreFolder</c>, without the folder; for PostgreSQL the new database on the same server.</summary>
    public required string Target { get; init; }

    /// <summary>The size of the new database in bytes.</summary>
    public required long Bytes { get; init; }

    /// <summary>The tables with the rows counted in the new database.</summary>
    public required IReadOnlyList<BackupTable> Tables { get; init; }
}
