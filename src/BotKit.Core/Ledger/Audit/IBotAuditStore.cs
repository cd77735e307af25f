namespace BotKit.Ledger;

/// <summary>Keeps who did what. Entries are appended and never changed.</summary>
public interface IBotAuditStore
{
    /// <summary>Appends an entry, committed when it returns.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    ValueTask AppendAsync(AuditEntry entry, CancellationToken cancellationToken);

    /// <summary>Lists entries, newest first.</summary>
    /// <param name="bot">Only of this bot; <see langword="null"/> for all.</param>
    /// <param name="before">Only entries below this id in the store's order; <see langword="null"/> from the newest.</param>
    /// <param name="count">How many at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<AuditEntry>> ListAsync(string? bot, Guid? before, int count, CancellationToken cancellationToken);
}
