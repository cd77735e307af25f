namespace BotKit;

/// <summary>How a run ended. Every run ends in exactly one of these.</summary>
public enum BotStatus
{
    /// <summary>The bot returned a result.</summary>
    Succeeded,

    /// <summary>The input did not parse, bind or validate; the bot was not called.</summary>
    Invalid,

    /// <summary>A gate refused the run (disabled, paused, circuit open, a limit, a key conflict); the bot was not called.</summary>
    Rejected,

    /// <summary>An attempt or the whole run took longer than its timeout.</summary>
    TimedOut,

    /// <summary>The caller or an operator canceled the run.</summary>
    Canceled,

    /// <summary>The bot failed, after its retries.</summary>
    Failed,

    /// <summary>A queued run was lost with its process too often, or may not be repeated; it does not run again by itself.</summary>
    Dead,
}
