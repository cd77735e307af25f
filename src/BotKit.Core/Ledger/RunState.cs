namespace BotKit.Ledger;

/// <summary>Where a run stands in the ledger. Only <see cref="Ended"/> is terminal, and it absorbs.</summary>
public enum RunState
{
    /// <summary>It waits for its due time.</summary>
    Scheduled,

    /// <summary>It is due and waits for a worker.</summary>
    Queued,

    /// <summary>A node holds it.</summary>
    Running,

    /// <summary>It has its one outcome, a <see cref="BotStatus"/>.</summary>
    Ended,
}
