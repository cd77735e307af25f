namespace BotKit.Handlers.Database;

/// <summary>Copies SQLite files with SQLite's online backup, in the host that the database calls for, there and back.</summary>
internal sealed class SqliteBackupSource(ISqliteHost host) : IBackupSource
{
    private const long Reserve = 16 * 1024 * 1024;

    public ValueTask<long> MeasureAsync(DatabaseEntry entry, CancellationToken cancellationToken)
    {
        var file = new FileInfo(entry.Path);
        var log = new FileInfo(entry.Path + "-wal");
        return file.Exists
            ? ValueTask.FromResult(file.Length + (log.Exists ? log.Length : 0) + Reserve)
            : throw DatabaseFailure.Of(SqliteFault.Missing);
    }

    public ValueTask<DatabaseBackup> WriteAsync(DatabaseEntry entry, BackupDraft draft, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
        => CopyAsync(entry, entry.Path, draft, progress, cancellationToken);

    public ValueTask<DatabaseRestorePlan> PlanRestoreAsync(DatabaseEntry entry, BackupFile backup, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var folder = TargetOf(entry);
        folder.RefuseLinks();
        return ValueTask.FromResult(new DatabaseRestorePlan
        {
            Database = entry.Name,
            Backup = backup.Name,
            Target = BackupName.Of(TargetName(entry), now, folder.Extension),
            RequiredBytes = backup.Bytes + Reserve,
            FreeBytes = folder.FreeBytes(),
        });
    }

    public async ValueTask<DatabaseRestore> RestoreAsync(
        DatabaseEntry entry, BackupFile backup, DateTimeOffset now, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var folder = TargetOf(entry);
        try
        {
            folder.Open();
            if (folder.FreeBytes() < backup.Bytes + Reserve)
            {
                throw DatabaseFailure.Of(DatabaseErrorCodes.BackupNoSpace, "The folder for restored databases has not enough free space.");
            }

            using var draft = BackupDraft.Create(folder, TargetName(entry), now);
            var copy = await CopyAsync(entry, backup.Path, draft, progress, cancellationToken).ConfigureAwait(false);
            await draft.PublishAsync(cancellationToken).ConfigureAwait(false);
            return new DatabaseRestore { Database = entry.Name, Backup = backup.Name, Target = draft.Name, Bytes = copy.Bytes, Tables = copy.Tables };
        }
        catch (BotException failure) when (failure.Code is DatabaseErrorCodes.DatabaseDamaged or DatabaseErrorCodes.BackupUnverified)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupDamaged, "The backup is damaged; nothing was restored.", failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupFolderRefused, "Writing to the folder for restored databases failed.", failure);
        }
    }

    private async ValueTask<DatabaseBackup> CopyAsync(
        DatabaseEntry entry, string path, BackupDraft draft, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var request = new SqliteCopyRequest
        {
            Database = entry.Name,
            Path = path,
            Destination = draft.Path,
            File = draft.Name,
            Report = progress is null ? null : progress.Report,
        };
        return (await host.RunAsync(request, cancellationToken).ConfigureAwait(false)).Require<DatabaseBackup>();
    }

    private static BackupFolder TargetOf(DatabaseEntry entry) => new(entry.Options.RestoreFolder, ".db");

    // Never the name of a backup of this database, so that rotation cannot take it for one.
    private static string TargetName(DatabaseEntry entry) => entry.Name + "-restored";
}
