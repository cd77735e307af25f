namespace BotKit.Workflows;

/// <summary>When a way between two states is taken.</summary>
public enum WorkflowEdgeKind
{
    /// <summary>After the state ended well.</summary>
    Next,

    /// <summary>When a rule of the Choice is met.</summary>
    Choice,

    /// <summary>When no rule of the Choice is met.</summary>
    Default,

    /// <summary>When the state failed with an error that is caught.</summary>
    Catch,

    /// <summary>When the state must be undone.</summary>
    Compensate,

    /// <summary>From a Parallel or Map to where a branch of it begins.</summary>
    Branch,
}
