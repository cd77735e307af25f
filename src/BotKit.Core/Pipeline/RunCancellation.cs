namespace BotKit.Pipeline;

/// <summary>Why a run's token fired, or that nobody may fire it any more.</summary>
internal enum RunCancellation
{
    /// <summary>Nobody canceled, and the total timeout has not passed.</summary>
    None,

    /// <summary>The total timeout passed.</summary>
    Timeout,

    /// <summary>The caller's token fired.</summary>
    Caller,

    /// <summary>An operator canceled the run.</summary>
    Operator,

    /// <summary>The host stops, or its node lost the lease under which it holds the run: what comes of it is no outcome.</summary>
    Host,

    /// <summary>The run is over.</summary>
    Released,

    /// <summary>There is no run: the object waits for its next one.</summary>
    Idle,
}
