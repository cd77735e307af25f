namespace BotKit.Handlers;

/// <summary>The backups that a database has.</summary>
public sealed record DatabaseBackupList : DatabaseResult
{
    /// <summary>The backups, newest first.</summary>
    public required IReadOnlyList<DatabaseBackupListItem> Backups { get; init; }
}
