namespace BotKit.Handlers;

/// <summary>
/// Asks for a backup to be restored into a new place; the answer is a <see cref="DatabaseRestore"/>, or a
/// <see cref="DatabaseRestorePlan"/> in a dry run.
/// </summary>
public sealed record DatabaseRestoreInput : DatabaseInput
{
    /// <summary>The name of one of the database's backups; <see langword="null"/> for the newest. Default the newest.</summary>
    public string? Backup { get; init; }
}
