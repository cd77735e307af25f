using Microsoft.Extensions.Logging;

namespace BotKit.Handlers.Database;

/// <summary>Takes backups: room first, a draft, the copy and its checks by the kind of database, the name, rotation.</summary>
internal sealed partial class Backups(TimeProvider timeProvider, ILogger<Backups> logger)
{
    private static readonly TimeSpan AbandonedAfter = TimeSpan.FromHours(1);

    /// <summary>How much room a folder's disk has; replaced by tests.</summary>
    internal Func<BackupFolder, long> FreeBytes { get; init; } = static folder => folder.FreeBytes();

    public async ValueTask<DatabaseBackup> TakeAsync(
        DatabaseEntry entry, IBackupSource source, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var folder = BackupFolder.Of(entry);
        var required = await source.MeasureAsync(entry, cancellationToken).ConfigureAwait(false);
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
            var backup = await source.WriteAsync(entry, draft, progress, cancellationToken).ConfigureAwait(false);
            await draft.PublishAsync(cancellationToken).ConfigureAwait(false);
            LogTaken(entry.Name, draft.Name, backup.Bytes);
            return backup with { Removed = Rotate(folder, entry) };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupFolderRefused, "Writing to the backup folder failed.", failure);
        }
    }

    public async ValueTask<DatabaseBackupPlan> PlanAsync(DatabaseEntry entry, IBackupSource source, CancellationToken cancellationToken)
    {
        var folder = BackupFolder.Of(entry);
        var required = await source.MeasureAsync(entry, cancellationToken).ConfigureAwait(false);
        folder.RefuseLinks();
        return new DatabaseBackupPlan
        {
            Database = entry.Name,
            File = BackupName.Of(entry.Name, timeProvider.GetUtcNow(), folder.Extension),
            RequiredBytes = required,
            FreeBytes = FreeBytes(folder),
            Removed = [.. folder.List(entry.Name).Skip(entry.Options.KeepBackups - 1)],
        };
    }

    /// <summary>The backups of a database, newest first.</summary>
    public static DatabaseBackupList List(DatabaseEntry entry)
    {
        var folder = BackupFolder.Of(entry);
        folder.RefuseLinks();
        return new DatabaseBackupList
        {
            Database = entry.Name,
            Backups =
            [
                .. folder.List(entry.Name).Select(name => new DatabaseBackupListItem(
                    name, new FileInfo(folder.Combine(name)).Length, BackupName.InstantOf(entry.Name, name, folder.Extension)!.Value)),
            ],
        };
    }

    /// <param name="entry">The database.</param>
    /// <param name="backup">The name of a backup; <see langword="null"/> for the newest.</param>
    /// <param name="source">Its kind.</param>
    /// <param name="progress">Hears how far it has come.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async ValueTask<DatabaseRestore> RestoreAsync(
        DatabaseEntry entry, string? backup, IBackupSource source, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = Find(entry, backup);
        if (!await BackupChecksum.IsIntactAsync(file.Path, cancellationToken).ConfigureAwait(false))
        {
            throw DatabaseFailure.Of(DatabaseErrorCodes.BackupDamaged, "The backup is damaged; nothing was restored.");
        }

        var restored = await source.RestoreAsync(entry, file, timeProvider.GetUtcNow(), progress, cancellationToken).ConfigureAwait(false);
        LogRestored(entry.Name, file.Name, restored.Target);
        return restored;
    }

    public ValueTask<DatabaseRestorePlan> PlanRestoreAsync(DatabaseEntry entry, string? backup, IBackupSource source, CancellationToken cancellationToken)
        => source.PlanRestoreAsync(entry, Find(entry, backup), timeProvider.GetUtcNow(), cancellationToken);

    private static BackupFile Find(DatabaseEntry entry, string? backup)
    {
        var folder = BackupFolder.Of(entry);
        folder.RefuseLinks();
        // Chosen from the folder's own list, so that no name of an input ever becomes a path.
        var name = folder.List(entry.Name).FirstOrDefault(name => backup is null || string.Equals(name, backup, StringComparison.Ordinal))
            ?? throw DatabaseFailure.Of(DatabaseErrorCodes.BackupUnknown, "The database has no backup of that name.");
        var path = folder.Combine(name);
        return new BackupFile(name, path, new FileInfo(path).Length);
    }

    private List<string> Rotate(BackupFolder folder, DatabaseEntry entry)
    {
        var removed = new List<string>();
        foreach (var name in folder.List(entry.Name).Skip(entry.Options.KeepBackups))
        {
            try
            {
                File.Delete(folder.Combine(name));
                File.Delete(folder.Combine(name + BackupChecksum.Extension));
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
