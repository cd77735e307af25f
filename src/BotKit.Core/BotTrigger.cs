namespace BotKit;

/// <summary>How a run came to be.</summary>
public enum BotTrigger
{
    /// <summary>Called from code in this process.</summary>
    Code,

    /// <summary>Called through the HTTP API.</summary>
    Http,

    /// <summary>An occurrence of a schedule.</summary>
    Schedule,

    /// <summary>Taken from the queue.</summary>
    Queue,

    /// <summary>An earlier run, run again on request.</summary>
    Replay,

    /// <summary>A task of a workflow.</summary>
    Workflow,
}
