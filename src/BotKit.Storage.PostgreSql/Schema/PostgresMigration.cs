using BotKit.Ledger;
using BotKit.Storage.PostgreSql.Connections;
using BotKit.Storage.Schema;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BotKit.Storage.PostgreSql.Schema;

/// <summary>Brings the schema up to date, one process at a time, without standing in the way of nodes that are at work.</summary>
internal sealed class PostgresMigration(NpgsqlConnection connection, string schema) : IMigrationTarget
{
    private const int MaxTries = 15;

    // Waiting for the lock and building an index may take longer than the sessions' limits.
    private const string Settings = "set statement_timeout = 0; set idle_in_transaction_session_timeout = 0; set lock_timeout = '2s'";

    // A class of its own: of those of the voice and of claims, nodes at work hold theirs for as long as they like.
    private const string TryLock = "select pg_try_advisory_lock(1651469677, hashtext($1))";
    private const string Unlock = "select pg_advisory_unlock(1651469677, hashtext($1))";

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Migrates, or checks that nothing is to be done.</summary>
    /// <exception cref="BotStoreException">The store cannot be reached, is weaker than allowed, or needs another BotKit.</exception>
    public static void Run(PostgresConnections connections, PostgreSqlStoreOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            using var connection = connections.CreateApart();
            connection.Open();
            PostgresDurability.Ensure(connection, options, logger);
            var migration = new PostgresMigration(connection, options.Schema);
            if (migration.IsCurrent())
            {
                return;
            }

            if (!options.Migrate)
            {
                throw new BotStoreException("The store's schema is older than this BotKit, and migrations are turned off.");
            }

            migration.Execute(Settings);
            if (migration.TryLocked(() => Migrator.Migrate(migration, Migrations.All), cancellationToken))
            {
                Log.Migrated(logger, SchemaVersions.Current);
            }
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or IOException)
        {
            throw new BotStoreException("The store cannot be reached or its schema cannot be brought up to date.", exception);
        }
    }

    public void Execute(IReadOnlyList<string> statements)
        => Retry(() =>
        {
            using var transaction = connection.BeginTransaction();
            Execute(Exists("select to_regnamespace($1) is not null", schema) ? "" : $"create schema if not exists {schema}");
            foreach (var statement in statements)
            {
                Execute(SchemaWords.Translate(statement));
            }

            transaction.Commit();
        });

    // Each in a transaction of its own, so that no two tables are locked at once.
    public void Add(SchemaColumn column)
        => Execute([$"alter table {schema}.{column.Table} add column if not exists {column.Name} {column.Type}"]);

    public void Build(SchemaIndex index)
        => Retry(() =>
        {
            // One that was interrupted is there, but useless.
            if (Exists("select exists (select from pg_index i where i.indexrelid = to_regclass($1) and not i.indisvalid)", $"{schema}.{index.Name}"))
            {
                Execute($"drop index concurrently if exists {schema}.{index.Name}");
            }

            Execute($"create {(index.IsUnique ? "unique " : "")}index concurrently if not exists {index.Name} on {schema}.{index.On}");
        });

    public (int Version, int MinReader)? ReadVersion()
    {
        using var command = new NpgsqlCommand("select version, min_reader from bot_schema where id = 1", connection);
        using var reader = command.ExecuteReader();
        return reader.Read() ? ((int)reader.GetInt64(0), (int)reader.GetInt64(1)) : null;
    }

    private bool IsCurrent()
    {
        if (!Exists("select to_regclass($1) is not null", schema + ".bot_schema"))
        {
            return false;
        }

        var found = ReadVersion();
        Migrator.ThrowIfNewer(found);
        return found?.Version >= SchemaVersions.Current;
    }

    // Not by waiting in the server: a session that waits holds a snapshot, for which another's concurrent index would wait.
    // False when another process has done it meanwhile.
    private bool TryLocked(Action migrate, CancellationToken cancellationToken)
    {
        while (!Exists(TryLock, schema))
        {
            if (IsCurrent())
            {
                return false;
            }

            cancellationToken.WaitHandle.WaitOne(Pause);
            cancellationToken.ThrowIfCancellationRequested();
        }

        try
        {
            migrate();
        }
        finally
        {
            Exists(Unlock, schema);
        }

        return true;
    }

    // Whoever waits for a lock makes others wait behind him, so not for long, but again and again.
    private static void Retry(Action action)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                action();
                return;
            }
            catch (PostgresException exception) when (attempt < MaxTries
                && exception.SqlState is PostgresErrorCodes.LockNotAvailable or PostgresErrorCodes.DeadlockDetected)
            {
                // At once: each try waits by itself.
            }
        }
    }

    private bool Exists(string sql, string name)
    {
#pragma warning disable CA2100 // Constants.
        using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        command.Parameters.AddWithValue(name);
        return command.ExecuteScalar() is true;
    }

    private void Execute(string sql)
    {
        if (sql.Length == 0)
        {
            return;
        }

#pragma warning disable CA2100 // Constants but for the schema's name, which is checked.
        using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }
}
