using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace BotKit.Handlers.Database;

/// <summary>Applies migrations to a SQLite file that is vouched for.</summary>
internal sealed class SqliteMigrationTarget(DatabaseEntry entry, TimeProvider timeProvider) : IMigrationTarget
{
    private const string History = "botkit_migrations";

    public ValueTask<IReadOnlyList<MigrationRecord>> ReadHistoryAsync(CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadOnly(entry.Path, cancellationToken);
        return ValueTask.FromResult<IReadOnlyList<MigrationRecord>>(Read(session.Connection));
    }

    public ValueTask<AppliedMigration?> ApplyNextAsync(MigrationSet migrations, CancellationToken cancellationToken)
    {
        using var session = SqliteSession.OpenReadWrite(entry.Path, cancellationToken);
        // Tables are rebuilt by dropping and renaming, which breaks keys on the way; they must be whole at the end.
        session.Connection.Execute("PRAGMA foreign_keys=OFF");
        using var transaction = session.Connection.BeginTransaction(deferred: false);
        var pending = migrations.Pending(Read(session.Connection));
        if (pending.Count == 0)
        {
            return ValueTask.FromResult<AppliedMigration?>(null);
        }

        var file = pending[0];
        var brokenBefore = CountBrokenKeys(session.Connection);
        var started = timeProvider.GetTimestamp();
        Run(session, file, cancellationToken);
        if (CountBrokenKeys(session.Connection) > brokenBefore)
        {
            throw MigrationRun.Failed(file, "it leaves rows that refer to missing rows.", null);
        }

        var took = timeProvider.GetElapsedTime(started).TotalMilliseconds;
        Record(session.Connection, file, took);
        transaction.Commit();
        return ValueTask.FromResult<AppliedMigration?>(new AppliedMigration(file.Version, file.Name, took));
    }

    private static void Run(SqliteSession session, MigrationFile file, CancellationToken cancellationToken)
    {
        // With a zero at its end SQLite need not copy what is left of it for each statement.
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(file.Sql + '\0');
        raw.sqlite3_set_authorizer(session.Handle, SqliteMigrationAuthorizer.Authorize, null);
        try
        {
            for (var number = 1; rest.Length > 1; number++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var result = raw.sqlite3_prepare_v2(session.Handle, rest, out var statement, out rest);
                using (statement)
                {
                    while (result == raw.SQLITE_OK && !statement.IsInvalid && (result = raw.sqlite3_step(statement)) == raw.SQLITE_ROW)
                    {
                        result = raw.SQLITE_OK;
                    }
                }

                Check(session, file, number, result);
            }
        }
        finally
        {
            raw.sqlite3_set_authorizer(session.Handle, (delegate_authorizer?)null, null);
        }
    }

    private static void Check(SqliteSession session, MigrationFile file, int number, int result)
    {
        switch (result)
        {
            case raw.SQLITE_OK or raw.SQLITE_DONE:
                return;
            case raw.SQLITE_AUTH:
                throw MigrationRun.Refused(file, null);
            case raw.SQLITE_INTERRUPT or raw.SQLITE_BUSY or raw.SQLITE_LOCKED or raw.SQLITE_CORRUPT or raw.SQLITE_FULL or raw.SQLITE_IOERR or raw.SQLITE_NOMEM:
                throw new SqliteException("The statement ended.", result);
            default:
                var cause = new SqliteException(raw.sqlite3_errmsg(session.Handle).utf8_to_string(), result);
                throw MigrationRun.Failed(file, string.Create(CultureInfo.InvariantCulture, $"the database refused statement {number}."), cause);
        }
    }

    private static void Record(SqliteConnection connection, MigrationFile file, double took)
    {
        connection.Execute(
            $"CREATE TABLE IF NOT EXISTS {History} (version INTEGER PRIMARY KEY, file TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ', 'now')), milliseconds REAL NOT NULL)");
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT INTO {History} (version, file, checksum, milliseconds) VALUES ($version, $file, $checksum, $milliseconds)";
        command.Parameters.AddWithValue("$version", file.Version);
        command.Parameters.AddWithValue("$file", file.Name);
        command.Parameters.AddWithValue("$checksum", file.Checksum);
        command.Parameters.AddWithValue("$milliseconds", took);
        command.ExecuteNonQuery();
    }

    private static long CountBrokenKeys(SqliteConnection connection) => connection.ReadInteger("SELECT count(*) FROM pragma_foreign_key_check");

    private static List<MigrationRecord> Read(SqliteConnection connection)
    {
        if (connection.ReadInteger($"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{History}'") == 0)
        {
            return [];
        }

        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT version, file, checksum FROM {History} ORDER BY version";
        using var reader = command.ExecuteReader();
        var history = new List<MigrationRecord>();
        while (reader.Read())
        {
            history.Add(new MigrationRecord(reader.GetInt64(0), reader.GetString(1), reader.GetString(2)));
        }

        return history;
    }
}
