namespace BotKit.Testing;

/// <summary>What a timer is for, as far as it can be told.</summary>
internal enum TestTimerKind
{
    /// <summary>Somebody waits for time to pass.</summary>
    Delay,

    /// <summary>Something is given up when it fires.</summary>
    Timeout,

    /// <summary>Something happens by itself then, such as a schedule.</summary>
    Due,

    /// <summary>Somebody who has nothing to do looks whether that is still so. What there is to do wakes him anyway.</summary>
    Poll,

    /// <summary>Anything else, such as periodic work.</summary>
    Other,
}
