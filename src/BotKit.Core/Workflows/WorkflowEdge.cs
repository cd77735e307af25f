namespace BotKit.Workflows;

/// <summary>A way from one state of a workflow to another.</summary>
/// <param name="From">The state that it leaves.</param>
/// <param name="To">The state that it leads to.</param>
/// <param name="Kind">When it is taken.</param>
public sealed record WorkflowEdge(string From, string To, WorkflowEdgeKind Kind)
{
    /// <summary>The condition of a choice or the errors that are caught, in short, for people; <see langword="null"/> for none.</summary>
    public string? Label { get; init; }

    /// <summary>How often the run went this way.</summary>
    public long Taken { get; init; }
}
