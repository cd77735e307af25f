namespace BotKit.Testing;

/// <summary>What a timer is for, as far as it can be told.</summary>
internal enum TestTimerKind
{
    /// <summary>Somebody waits for time to pass.</summary>
    Delay,

    /// <summary>Something is given up when it fires.</summary>
    Timeout,

    /// <summary>Anything else, such as periodic work.</summary>
    Other,
}
