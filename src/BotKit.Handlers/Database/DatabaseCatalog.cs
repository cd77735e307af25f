using Microsoft.Extensions.Options;

namespace BotKit.Handlers.Database;

/// <summary>The configured databases. An input can only choose among them.</summary>
internal sealed class DatabaseCatalog(IOptions<DatabasesOptions> options)
{
    private readonly Dictionary<string, DatabaseEntry> _entries = options.Value.Databases.ToDictionary(
        pair => pair.Key,
        pair => EntryOf(pair.Key, pair.Value),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The names in order.</summary>
    public IReadOnlyList<string> Names => [.. _entries.Keys.Order(StringComparer.OrdinalIgnoreCase)];

    /// <exception cref="BotException">No database has that name.</exception>
    public DatabaseEntry Find(string database)
    {
        ArgumentNullException.ThrowIfNull(database);
        return _entries.TryGetValue(database, out var entry)
            ? entry
            : throw DatabaseFailure.Of(DatabaseErrorCodes.DatabaseUnknown, "No database of that name is configured.");
    }

    private static DatabaseEntry EntryOf(string name, DatabaseOptions options)
        => new(name, DatabaseProviders.IsSqlite(options.Provider) ? SqliteFile.PathOf(options.ConnectionString) : "", options);
}
