using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>A way between two boxes of a scope, or several of one kind together.</summary>
/// <param name="kind">When it is taken.</param>
/// <param name="from">The box that it leaves.</param>
/// <param name="to">The box that it leads to.</param>
internal sealed class LayoutEdge(WorkflowEdgeKind kind, LayoutItem from, LayoutItem to)
{
    public WorkflowEdgeKind Kind => kind;

    public LayoutItem From => from;

    public LayoutItem To => to;

    public List<string> Labels { get; } = [];

    public long Taken { get; set; }

    /// <summary>Whether it goes up: it closes a loop.</summary>
    public bool IsBack { get; set; }

    public LayoutItem Upper => IsBack ? to : from;

    public LayoutItem Lower => IsBack ? from : to;

    /// <summary>The places that it goes through, from above.</summary>
    public List<LayoutItem> Bends { get; } = [];
}
