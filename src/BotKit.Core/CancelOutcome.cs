namespace BotKit;

/// <summary>What came of asking for a run's end.</summary>
public enum CancelOutcome
{
    /// <summary>The ledger holds no run of that id (any more).</summary>
    Unknown,

    /// <summary>It waited; it ended <see cref="BotStatus.Canceled"/> and never starts.</summary>
    Canceled,

    /// <summary>
    /// It is running: its node was told, and it ends as soon as its code honours its token. Or it is a workflow, and ends as soon as it has undone
    /// what it has done.
    /// </summary>
    Requested,

    /// <summary>It had ended before.</summary>
    AlreadyEnded,
}
