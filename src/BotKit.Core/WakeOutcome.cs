namespace BotKit;

/// <summary>What came of waking a run.</summary>
public enum WakeOutcome
{
    /// <summary>The ledger holds no run of that id (any more).</summary>
    Unknown,

    /// <summary>It waited; it is due now.</summary>
    Woken,

    /// <summary>
    /// It is running. Should it yield in this hand-out, it is due at once instead of later; its next hand-out forgets the note.
    /// </summary>
    Noted,

    /// <summary>It has ended.</summary>
    Ended,
}
