namespace BotKit.Handlers.Database;

/// <summary>Applies migrations one at a time until none is left. Each begins with a look at the history, so several runs take turns.</summary>
internal sealed class MigrationRun(DatabaseEntry entry, IMigrationTarget target)
{
    public async ValueTask<DatabaseMigration> ApplyAsync(IProgress<DatabaseProgress>? progress, CancellationToken cancellationToken)
    {
        var migrations = await MigrationFolder.ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        var all = migrations.Pending(await target.ReadHistoryAsync(cancellationToken).ConfigureAwait(false)).Count;
        var applied = new List<AppliedMigration>();
        while (await target.ApplyNextAsync(migrations, cancellationToken).ConfigureAwait(false) is { } next)
        {
            applied.Add(next);
            progress?.Report(new DatabaseProgress((double)applied.Count / Math.Max(all, applied.Count), $"Applied {next.File}"));
        }

        var history = await target.ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        return new DatabaseMigration { Database = entry.Name, Applied = applied, Version = MigrationSet.VersionOf(history) };
    }

    public async ValueTask<DatabaseMigrationPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var migrations = await MigrationFolder.ReadAsync(entry, cancellationToken).ConfigureAwait(false);
        var history = await target.ReadHistoryAsync(cancellationToken).ConfigureAwait(false);
        return new DatabaseMigrationPlan
        {
            Database = entry.Name,
            Pending = [.. migrations.Pending(history).Select(static file => new PendingMigration(file.Version, file.Name, file.Checksum))],
            Version = MigrationSet.VersionOf(history),
        };
    }

    public static BotException Failed(MigrationFile file, string reason, Exception? cause)
        => DatabaseFailure.Of(DatabaseErrorCodes.MigrationFailed, $"{file.Name} failed, and nothing of it is kept: {reason}", cause);

    public static BotException Refused(MigrationFile file, Exception? cause)
        => DatabaseFailure.Of(
            DatabaseErrorCodes.MigrationsRefused,
            $"{file.Name} holds a statement that migrations may not: one that begins or ends a transaction, or reaches beyond its database.",
            cause);
}
