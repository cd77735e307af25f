namespace BotKit.Pipeline;

/// <summary>How far a run's outcome is decided.</summary>
internal enum RunEnd : byte
{
    /// <summary>Not yet.</summary>
    None,

    /// <summary>There is a result.</summary>
    Succeeded,

    /// <summary>There are problems with the input.</summary>
    Invalid,

    /// <summary>A gate refused it.</summary>
    Refused,

    /// <summary>A timeout passed; there is a failure.</summary>
    TimedOut,

    /// <summary>The caller or an operator canceled it.</summary>
    Canceled,

    /// <summary>There is a failure.</summary>
    Failed,

    /// <summary>The bot yielded: the run is put back.</summary>
    Yielded,
}
