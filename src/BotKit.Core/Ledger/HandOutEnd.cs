namespace BotKit.Ledger;

/// <summary>How one hand-out of a run ended.</summary>
public enum HandOutEnd
{
    /// <summary>With the run's outcome.</summary>
    Completed,

    /// <summary>With its process, or with the lease of its node.</summary>
    Lost,

    /// <summary>Given back by a node that stops; the hand-out does not count.</summary>
    Returned,

    /// <summary>Put off because a gate was closed (paused, circuit, rate, concurrency); the hand-out does not count.</summary>
    Deferred,

    /// <summary>Put back for a later delivery after its attempts failed for a transient reason.</summary>
    RetryLater,

    /// <summary>The bot yielded: it goes on from its checkpoint when it is due again.</summary>
    Yielded,
}
