using System.Data;
using System.Globalization;
using Npgsql;

namespace BotKit.Handlers.Database;

/// <summary>Dumps databases with <c>pg_dump</c>, and restores them with <c>pg_restore</c> into new databases of the same server.</summary>
internal sealed class PostgresBackupSource(PostgresConnections connections, PostgresTools tools) : IBackupSource
{
    private const long Reserve = 16 * 1024 * 1024;
    private const int MaxNameLength = 63;

    public async ValueTask<long> MeasureAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var session = await connections.OpenReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                return Reserve + await session.ReadAsync<long>("SELECT pg_database_size(current_database())", cancellationToken).ConfigureAwait(false);
            }
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.Of(failure);
        }
    }

    public async ValueTask<DatabaseBackup> WriteAsync(
        DatabaseEntry entry, BackupDraft draft, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new DatabaseProgress(0, "Copying"));
        var expected = await DumpAsync(entry, draft.Path, cancellationToken).ConfigureAwait(false);
        progress?.Report(new DatabaseProgress(0.7, "Checking the copy"));
        var written = await new ArchiveContents(tools).ReadAsync(entry, draft.Path, cancellationToken).ConfigureAwait(false);
        if (!expected.Equals(written))
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupUnverified, "The copy does not have the rows and keys of the database.");
        }

        return new DatabaseBackup
        {
            Database = entry.Name,
            File = draft.Name,
            Bytes = new FileInfo(draft.Path).Length,
            Tables = expected.Tables,
            Removed = [],
        };
    }

    public ValueTask<DatabaseRestorePlan> PlanRestoreAsync(DatabaseEntry entry, BackupFile backup, DateTimeOffset now, CancellationToken cancellationToken)
        => ValueTask.FromResult(new DatabaseRestorePlan { Database = entry.Name, Backup = backup.Name, Target = TargetOf(entry, now) });

    public async ValueTask<DatabaseRestore> RestoreAsync(
        DatabaseEntry entry, BackupFile backup, DateTimeOffset now, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new DatabaseProgress(0, "Checking the backup"));
        var expected = await new ArchiveContents(tools).ReadAsync(entry, backup.Path, cancellationToken).ConfigureAwait(false)
            ?? throw DatabaseFailure.Of(DatabaseErrorCodes.BackupDamaged, "The backup is damaged; nothing was restored.");
        try
        {
            var database = await PostgresNewDatabase.CreateAsync(connections, entry, TargetOf(entry, now), cancellationToken).ConfigureAwait(false);
            await using (database.ConfigureAwait(false))
            {
                progress?.Report(new DatabaseProgress(0.2, "Copying"));
                string[] arguments = ["--no-owner", "--no-privileges", "--no-password", "--exit-on-error", $"--dbname={database.TemporaryName}", backup.Path];
                if (!await tools.RunAsync(entry, "pg_restore", arguments, read: null, cancellationToken).ConfigureAwait(false))
                {
                    throw DatabaseFailure.Of(DatabaseErrorCodes.RestoreFailed, "The server refused what is in the backup; nothing was restored.");
                }

                progress?.Report(new DatabaseProgress(0.9, "Checking the copy"));
                var bytes = await VerifyAsync(entry, database.TemporaryName, expected, cancellationToken).ConfigureAwait(false);
                await database.PublishAsync(cancellationToken).ConfigureAwait(false);
                return new DatabaseRestore { Database = entry.Name, Backup = backup.Name, Target = database.Name, Bytes = bytes, Tables = expected.Tables };
            }
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.Of(failure);
        }
    }

    // One snapshot for the counts and the dump, so both see the same rows.
    private async ValueTask<PostgresContents> DumpAsync(DatabaseEntry entry, string path, CancellationToken cancellationToken)
    {
        try
        {
            var session = await connections.OpenReadOnlyAsync(entry, cancellationToken).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                var transaction = await session.Connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    var snapshot = await session.ReadAsync<string>("SELECT pg_export_snapshot()", cancellationToken).ConfigureAwait(false);
                    string[] arguments = ["--format=custom", "--no-password", "--lock-wait-timeout=5000", $"--snapshot={snapshot}", $"--file={path}"];
                    if (!await tools.RunAsync(entry, "pg_dump", arguments, read: null, cancellationToken).ConfigureAwait(false))
                    {
                        throw DatabaseFailure.Of(DatabaseErrorCodes.BackupFailed, "pg_dump could not copy the database.");
                    }

                    return await PostgresContents.CountAsync(session, cancellationToken).ConfigureAwait(false);
                }
            }
        }
        catch (NpgsqlException failure)
        {
            throw PostgresFault.Of(failure);
        }
    }

    private static async ValueTask<long> VerifyAsync(DatabaseEntry entry, string database, PostgresContents expected, CancellationToken cancellationToken)
    {
        var session = await PostgresConnections.OpenOtherAsync(entry, database, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            var restored = await PostgresContents.CountAsync(session, cancellationToken).ConfigureAwait(false);
            return restored.Equals(expected)
                ? await session.ReadAsync<long>("SELECT pg_database_size(current_database())", cancellationToken).ConfigureAwait(false)
                : throw DatabaseFailure.Of(DatabaseErrorCodes.BackupUnverified, "The restored copy does not have the rows and keys of the backup.");
        }
    }

    /// <summary>A name of our own making: no character of it needs quotes anywhere.</summary>
    private static string TargetOf(DatabaseEntry entry, DateTimeOffset now)
    {
        var ending = now.UtcDateTime.ToString("'_restored_'yyyyMMddHHmmssfff", CultureInfo.InvariantCulture);
        var name = entry.Name.ToLowerInvariant().Replace('-', '_');
        // Room for the ending that marks a database which is not whole yet.
        return name[..Math.Min(name.Length, MaxNameLength - ending.Length - PostgresNewDatabase.Unfinished.Length)] + ending;
    }
}
