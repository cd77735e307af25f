namespace BotKit.Workflows;

/// <summary>What came of asking for a change of a workflow's run.</summary>
public enum WorkflowAnswer
{
    /// <summary>It is done, and stored.</summary>
    Done,

    /// <summary>The ledger holds no run of that id (any more).</summary>
    UnknownRun,

    /// <summary>The run is none of a workflow bot.</summary>
    NotAWorkflow,

    /// <summary>The run has ended.</summary>
    Ended,

    /// <summary>The run has not ended yet, and only one that has can be begun anew.</summary>
    NotEnded,

    /// <summary>The same signal with another payload waits to be used.</summary>
    AlreadySignaled,

    /// <summary>The run did not enter such a state, or it is one inside a Parallel or Map.</summary>
    UnknownState,

    /// <summary>What it takes to begin anew is not there any more: the run was erased, or it ended before its first state.</summary>
    NotRestartable,

    /// <summary>As many signals as may be wait to be used.</summary>
    TooManySignals,
}
