namespace BotKit.Handlers.Database;

/// <summary>How one kind of database writes its backups and reads them back.</summary>
internal interface IBackupSource
{
    /// <summary>The free bytes that a copy asks for.</summary>
    /// <exception cref="BotException">The database does not exist or cannot be reached.</exception>
    ValueTask<long> MeasureAsync(DatabaseEntry entry, CancellationToken cancellationToken);

    /// <summary>Writes a copy over an empty file and verifies it.</summary>
    /// <exception cref="BotException">The copy cannot be written or verified.</exception>
    ValueTask<DatabaseBackup> WriteAsync(DatabaseEntry entry, BackupDraft draft, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Says where <see cref="RestoreAsync"/> would put what is in a backup.</summary>
    ValueTask<DatabaseRestorePlan> PlanRestoreAsync(DatabaseEntry entry, BackupFile backup, DateTimeOffset now, CancellationToken cancellationToken);

    /// <summary>Puts what is in a backup into a new place and verifies it; the database itself is not touched.</summary>
    /// <exception cref="BotException">The backup is damaged, or the new place cannot be made; nothing is left there.</exception>
    ValueTask<DatabaseRestore> RestoreAsync(
        DatabaseEntry entry, BackupFile backup, DateTimeOffset now, IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken);
}
