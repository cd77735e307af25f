using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

/// <summary>Takes backups: room first, a draft, the copy and its checks in the database's host, the name, rotation.</summary>
internal sealed partial class SqliteBackups(TimeProvider timeProvider, ILogger<SqliteBackups> logger)
{
    private const long Reserve = 16 * 1024 * 1024;

    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>How much room a folder's disk has; replaced by tests.</summary>
    internal Func<BackupFolder, long> FreeBytes { get; init; } = static folder => folder.FreeBytes();

    public async ValueTask<DatabaseBackup> TakeAsync(DatabaseEntry entry, ISqliteHost host, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = new BackupFolder(entry.Options.BackupFolder);
        var required = RequiredBytes(entry);
        try
        {
            folder.Open();
            if (FreeBytes(folder) < required)
            {
                throw DatabaseFailure.Of(DatabaseErrorCodes.BackupNoSpace, "The backup folder has not enough free space.");
            }

            var now = timeProvider.GetUtcNow();
            BackupDraft.RemoveAbandoned(folder, entry.Name, olderThan: now - AbandonedAfter);
            using var draft = BackupDraft.Create(folder, entry.Name, now);
            var request = new SqliteCopyRequest { Database = entry.Name, Path = entry.Path, Destination = draft.Path, File = draft.Name };
            var response = await host.RunAsync(request, cancellationToken).ConfigureAwait(false);
            var backup = response.Require<DatabaseBackup>();
            draft.Publish();
            LogTaken(entry.Name, draft.Name, backup.Bytes);
            return backup with { Removed = Rotate(folder, entry) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupFolderRefused, "Writing to the backup folder failed.", failure);
        }
    }

    public DatabaseBackupPlan Plan(DatabaseEntry entry)
    {
        var folder = new BackupFolder(entry.Options.BackupFolder);
        var required = RequiredBytes(entry);
        folder.RefuseLinks();
        return new DatabaseBackupPlan
        {
            Database = entry.Name,
            File = BackupName.Of(entry.Name, timeProvider.GetUtcNow()),
            RequiredBytes = required,
            FreeBytes = FreeBytes(folder),
            Removed = [.. folder.List(entry.Name).Skip(entry.Options.KeepBackups - 1)],
        };
    }

    private static long RequiredBytes(DatabaseEntry entry)
    {
        var file = new FileInfo(entry.Path);
        var log = new FileInfo(entry.Path + "-wal");
        return file.Exists
            ? file.Length + (log.Exists ? log.Length : 0) + Reserve
            : throw DatabaseFailure.Of(SqliteFault.Missing);
    }

    private List<string> Rotate(BackupFolder folder, DatabaseEntry entry)
    {
        var removed = new List<string>();
        foreach (var name in folder.List(entry.Name).Skip(entry.Options.KeepBackups))
        {
            try
            {
                File.Delete(folder.Combine(name));
                removed.Add(name);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                // The new backup is safe; that an old one stays is worth a warning, not a failure.
                LogNotRemoved(entry.Name, name, failure);
            }
        }

        return removed;
    }
}
