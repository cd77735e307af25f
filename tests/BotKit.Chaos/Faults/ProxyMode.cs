namespace BotKit.Chaos.Faults;

/// <summary>What the proxy between a worker and the store does.</summary>
internal enum ProxyMode
{
    Pass,

    /// <summary>Everything takes longer.</summary>
    Delay,

    /// <summary>What the store answers is thrown away, and then the connection ends: a commit is done and its reply lost.</summary>
    DropReplies,

    /// <summary>Nothing comes through and nothing ends.</summary>
    BlackHole,
}
