namespace BotKit.Workflows;

/// <summary>What became of a state in a workflow's run.</summary>
public enum WorkflowNodeState
{
    /// <summary>It was not entered (yet).</summary>
    NotReached,

    /// <summary>It is at work.</summary>
    Running,

    /// <summary>It waits for a time, a signal, its next try or the end of a pause, and holds nothing meanwhile.</summary>
    Waiting,

    /// <summary>It ended well.</summary>
    Succeeded,

    /// <summary>It failed, and nothing caught that.</summary>
    Failed,

    /// <summary>It failed, and the workflow went on where the definition says.</summary>
    Caught,

    /// <summary>It ended well, and was undone after a later failure.</summary>
    Compensated,
}
