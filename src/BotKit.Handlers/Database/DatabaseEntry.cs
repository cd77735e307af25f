namespace BotKit.Handlers.Database;

/// <summary>One configured database.</summary>
/// <param name="Name">Its name, as configured.</param>
/// <param name="Path">The full path of its file; empty for PostgreSQL.</param>
/// <param name="Options">Its settings.</param>
internal sealed record DatabaseEntry(string Name, string Path, DatabaseOptions Options)
{
    public bool IsSqlite => DatabaseProviders.IsSqlite(Options.Provider);

    /// <summary>How the names of its backups end.</summary>
    public string BackupExtension => IsSqlite ? ".db" : ".dump";

    /// <exception cref="BotException">The database has no query of that name.</exception>
    public DatabaseQueryOptions FindQuery(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Options.Queries.TryGetValue(query, out var settings)
            ? settings
            : throw DatabaseFailure.Of(DatabaseErrorCodes.QueryUnknown, "The database has no query of that name.");
    }
}
