namespace BotKit.Ledger;

/// <summary>Whose an idempotency key is.</summary>
public enum KeyOutcome
{
    /// <summary>The claiming run's: it shall run.</summary>
    Won,

    /// <summary>An earlier run's that has ended: its envelope is the answer.</summary>
    Stored,

    /// <summary>Another run's that has not ended: wait for it.</summary>
    InFlight,

    /// <summary>Another run's with another input.</summary>
    Conflict,

    /// <summary>Nobody's: the store holds as many live keys as it can.</summary>
    Full,
}
