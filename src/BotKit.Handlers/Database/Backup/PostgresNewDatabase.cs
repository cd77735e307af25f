using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>A database that is being made: it either gets its real name or is dropped.</summary>
internal sealed class PostgresNewDatabase : IAsyncDisposable
{
    /// <summary>How the name of a database ends that is not whole yet.</summary>
    public const string Unfinished = "_unfinished";

    // With the encoding and locale of the original, whose columns have other names in other versions.
    private const string CreateSql =
        """
        SELECT format('CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L', $1::text, pg_encoding_to_char(d.encoding), d.datcollate, d.datctype)
            || CASE WHEN to_jsonb(d) ->> 'datlocprovider' = 'i'
                THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(to_jsonb(d) ->> 'datlocale', to_jsonb(d) ->> 'daticulocale')) ELSE '' END
        FROM pg_database d WHERE d.datname = current_database()
        """;

    private readonly PostgresConnections _connections;
    private readonly DatabaseEntry _entry;
    private bool _published;

    private PostgresNewDatabase(PostgresConnections connections, DatabaseEntry entry, string name)
    {
        _connections = connections;
        _entry = entry;
        Name = name;
    }

    /// <summary>The name that it will have.</summary>
    public string Name { get; }

    public string TemporaryName => Name + Unfinished;

    /// <param name="connections">The connections of the server.</param>
    /// <param name="entry">The database whose server and locale it gets.</param>
    /// <param name="name">Its name: small letters, digits and <c>_</c> only.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public static async ValueTask<PostgresNewDatabase> CreateAsync(
        PostgresConnections connections, DatabaseEntry entry, string name, CancellationToken cancellationToken)
    {
        var database = new PostgresNewDatabase(connections, entry, name);
        var session = await connections.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            if (await session.ReadAsync<bool>("SELECT EXISTS (SELECT FROM pg_database WHERE datname = $1)", cancellationToken, PostgresSession.Text(name)).ConfigureAwait(false))
            {
                throw DatabaseFailure.Of(DatabaseErrorCodes.RestoreFailed, "A database of the name that the restored one would get exists already.");
            }

            var create = await session.ReadAsync<string>(CreateSql, cancellationToken, PostgresSession.Text(database.TemporaryName)).ConfigureAwait(false);
            await session.ExecuteAsync(create!, cancellationToken).ConfigureAwait(false);
        }

        return database;
    }

    public async ValueTask PublishAsync(CancellationToken cancellationToken)
    {
        await ExecuteAsync($"ALTER DATABASE \"{TemporaryName}\" RENAME TO \"{Name}\"", cancellationToken).ConfigureAwait(false);
        _published = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_published)
        {
            return;
        }

        try
        {
            // Also after a cancel: what is not whole is not left behind.
            await ExecuteAsync($"DROP DATABASE IF EXISTS \"{TemporaryName}\" WITH (FORCE)", CancellationToken.None).ConfigureAwait(false);
        }
        catch (NpgsqlException)
        {
            // The server is away; its name says that it is not whole, and the failure that led here says more.
        }
    }

    private async ValueTask ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        var session = await _connections.OpenAsync(_entry, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }
}
