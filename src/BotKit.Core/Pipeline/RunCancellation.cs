namespace BotKit.Pipeline;

/// <summary>Why a run's token fired, or that nobody may fire it any more.</summary>
internal enum RunCancellation
{
    /// <summary>Nobody canceled; if the token fired, a timeout passed.</summary>
    None,

    /// <summary>The caller's token fired.</summary>
    Caller,

    /// <summary>An operator canceled the run.</summary>
    Operator,

    /// <summary>The run is over and its token source has been given back.</summary>
    Released,
}
