namespace BotKit.Handlers.Database;

/// <summary>The files of the folder, in their order, compared with what a database says was applied.</summary>
internal sealed class MigrationSet(IReadOnlyList<MigrationFile> files)
{
    /// <summary>The files that are not applied yet.</summary>
    /// <exception cref="BotException">An applied file has changed or is gone, or a new one belongs before an applied one.</exception>
    public IReadOnlyList<MigrationFile> Pending(IReadOnlyList<MigrationRecord> history)
    {
        var byVersion = files.ToDictionary(static file => file.Version);
        foreach (var applied in history)
        {
            if (!byVersion.TryGetValue(applied.Version, out var file))
            {
                throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationChanged, $"Migration {applied.Version} is applied, and its file is gone.");
            }

            if (!string.Equals(file.Checksum, applied.Checksum, StringComparison.OrdinalIgnoreCase))
            {
                throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationChanged, $"{file.Name} is applied, and has changed since.");
            }
        }

        var done = history.Select(static applied => applied.Version).ToHashSet();
        var pending = files.Where(file => !done.Contains(file.Version)).ToList();
        return pending.Find(file => file.Version < VersionOf(history)) is { } late
            ? throw DatabaseFailure.Of(DatabaseErrorCodes.MigrationOutOfOrder, $"{late.Name} is not applied, and belongs before migrations that are.")
            : pending;
    }

    /// <summary>The version of the last migration; 0 without any.</summary>
    public static long VersionOf(IReadOnlyList<MigrationRecord> history) => history.Count == 0 ? 0 : history.Max(static applied => applied.Version);
}
