using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Applies migrations to a PostgreSQL database, each on a connection that no earlier one has set anything on.</summary>
internal sealed class PostgresMigrationTarget(PostgresConnections connections, DatabaseEntry entry, TimeProvider timeProvider) : IMigrationTarget
{
    // "botkitmg"; advisory locks belong to one database.
    private const long Lock = 0x626f746b69746d67;

    public async ValueTask<IReadOnlyList<MigrationRecord>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        var session = await connections.OpenReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await ReadAsync(session, await HistoryOfAsync(session, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<AppliedMigration?> ApplyNextAsync(MigrationSet migrations, CancellationToken cancellationToken)
    {
        var session = await connections.OpenAsync(entry, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var history = await HistoryOfAsync(session, cancellationToken).ConfigureAwait(false);
            var transaction = await session.Connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", cancellationToken, PostgresSession.Value(Lock)).ConfigureAwait(false);
                var pending = migrations.Pending(await ReadAsync(session, history, cancellationToken).ConfigureAwait(false));
                if (pending.Count == 0)
                {
                    return null;
                }

                var started = timeProvider.GetTimestamp();
                await RunAsync(session, pending[0], cancellationToken).ConfigureAwait(false);
                var took = timeProvider.GetElapsedTime(started).TotalMilliseconds;
                await RecordAsync(session, history, pending[0], took, cancellationToken).ConfigureAwait(false);
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                return new AppliedMigration(pending[0].Version, pending[0].Name, took);
            }
        }
    }

    private static async ValueTask RunAsync(PostgresSession session, MigrationFile file, CancellationToken cancellationToken)
    {
        var statements = PostgresScript.Split(file.Sql);
        if (statements.Exists(static statement => statement.BeginsOrEndsTransaction))
        {
            throw MigrationRun.Refused(file, null);
        }

        await session.UseOwnSchemasAsync(cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("SELECT set_config('botkit.migration', $1, true)", cancellationToken, PostgresSession.Text(file.Name)).ConfigureAwait(false);
        for (var number = 1; number <= statements.Count; number++)
        {
            await RunAsync(session, file, $"statement {number}", statements[number - 1].Sql, cancellationToken).ConfigureAwait(false);
        }

        // What is broken shows here, and not in the commit.
        await RunAsync(session, file, "the end of its transaction", "SET CONSTRAINTS ALL IMMEDIATE", cancellationToken).ConfigureAwait(false);

        // Set for this transaction only, so it is gone if the file has found a way to end it.
        if (await session.ReadAsync<string>("SELECT pg_catalog.current_setting('botkit.migration', true)", cancellationToken).ConfigureAwait(false) != file.Name)
        {
            throw MigrationRun.Refused(file, null);
        }
    }

    private static async ValueTask RunAsync(PostgresSession session, MigrationFile file, string part, string sql, CancellationToken cancellationToken)
    {
        try
        {
            // A parameter that no statement uses keeps the driver from reading the SQL, which it would cut at every semicolon.
            await session.ExecuteAsync(sql, cancellationToken, PostgresSession.Value(0)).ConfigureAwait(false);
        }
        catch (PostgresException failure) when (failure.SqlState is not (PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure)
            && !failure.SqlState.StartsWith("57P", StringComparison.Ordinal)
            && !cancellationToken.IsCancellationRequested)
        {
            throw MigrationRun.Failed(file, $"the database refused {part} with {failure.SqlState}.", failure);
        }
    }

    private static async ValueTask RecordAsync(PostgresSession session, string history, MigrationFile file, double took, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            $"""
            SELECT pg_catalog.set_config('search_path', 'pg_catalog', true);
            CREATE TABLE IF NOT EXISTS {history} (version bigint PRIMARY KEY, file text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now(), milliseconds double precision NOT NULL)
            """,
            cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(
            $"INSERT INTO {history} (version, file, checksum, milliseconds) VALUES ($1, $2, $3, $4)",
            cancellationToken,
            PostgresSession.Value(file.Version),
            PostgresSession.Text(file.Name),
            PostgresSession.Text(file.Checksum),
            PostgresSession.Value(took)).ConfigureAwait(false);
    }

    // In the schema in which the database's own tables are made.
    private static async ValueTask<string> HistoryOfAsync(PostgresSession session, CancellationToken cancellationToken)
    {
        const string sql =
            """
            SELECT format('%I.botkit_migrations', n.nspname)
            FROM unnest(string_to_array(replace(current_setting('botkit.search_path'), '"$user"', quote_ident(current_user)), ',')) WITH ORDINALITY AS s(name, place)
            JOIN pg_namespace n ON n.nspname = trim(BOTH '"' FROM trim(s.name)) ORDER BY s.place LIMIT 1
            """;
        return await session.ReadAsync<string>(sql, cancellationToken).ConfigureAwait(false)
            ?? throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationsRefused, "The configured user has no schema for the history of migrations.");
    }

    private static async ValueTask<IReadOnlyList<MigrationRecord>> ReadAsync(PostgresSession session, string history, CancellationToken cancellationToken)
        // Not to_regclass, which may answer from before the lock was taken.
        => !await session.ReadAsync<bool>(
            "SELECT EXISTS (SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE format('%I.%I', n.nspname, c.relname) = $1)",
            cancellationToken,
            PostgresSession.Text(history)).ConfigureAwait(false)
            ? []
            : await session.ListAsync(
                $"SELECT version, file, checksum FROM {history} ORDER BY version",
                static row => new MigrationRecord(row.GetInt64(0), row.GetString(1), row.GetString(2)),
                cancellationToken).ConfigureAwait(false);
}
