using System.Collections.Concurrent;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>One pool of connections for each PostgreSQL database, made when it is first asked for.</summary>
internal sealed class PostgresConnections : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<NpgsqlDataSource>> _sources = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Opens a session whose statements only read.</summary>
    public ValueTask<PostgresSession> OpenReadOnlyAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => PostgresSession.OpenAsync(SourceOf(entry), readOnly: true, cancellationToken);

    /// <summary>Opens a session that may write.</summary>
    public ValueTask<PostgresSession> OpenAsync(DatabaseEntry entry, CancellationToken cancellationToken)
        => PostgresSession.OpenAsync(SourceOf(entry), readOnly: false, cancellationToken);

    /// <summary>Opens a session with another database of the same server, outside the pool.</summary>
    public static async ValueTask<PostgresSession> OpenOtherAsync(DatabaseEntry entry, string database, CancellationToken cancellationToken)
    {
        var settings = PostgresTarget.Parse(entry.Options.ConnectionString);
        settings.Database = database;
        settings.Pooling = false;
        var source = NpgsqlDataSource.Create(settings);
        try
        {
            return await PostgresSession.OpenAsync(source, readOnly: true, cancellationToken, owned: source).ConfigureAwait(false);
        }
        catch
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Dispose()
    {
        foreach (var source in _sources.Values)
        {
            if (source.IsValueCreated)
            {
                source.Value.Dispose();
            }
        }
    }

    private NpgsqlDataSource SourceOf(DatabaseEntry entry)
        => _sources.GetOrAdd(entry.Name, _ => new(() => NpgsqlDataSource.Create(PostgresTarget.Parse(entry.Options.ConnectionString)))).Value;
}
