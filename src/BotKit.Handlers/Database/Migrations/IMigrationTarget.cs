namespace BotKit.Handlers.Database;

/// <summary>A database that migrations are applied to.</summary>
internal interface IMigrationTarget
{
    /// <summary>Reads its history; empty when there is none yet.</summary>
    ValueTask<IReadOnlyList<MigrationRecord>> ReadHistoryAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Takes the lock, reads the history anew, and applies the first file that is not in it, together with its row there, in
    /// one transaction.
    /// </summary>
    /// <returns>What was applied; <see langword="null"/> when nothing was left to do.</returns>
    /// <exception cref="BotException">The database refused it; nothing of it is kept.</exception>
    ValueTask<AppliedMigration?> ApplyNextAsync(MigrationSet migrations, CancellationToken cancellationToken);
}
