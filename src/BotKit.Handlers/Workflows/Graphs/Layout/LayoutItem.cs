using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>A box of a drawing, or a place through which a long way goes (then without a node). Coordinates are of its scope.</summary>
internal sealed class LayoutItem(WorkflowNode? node, double width, double height)
{
    public WorkflowNode? Node => node;

    public double Width { get; set; } = width;

    public double Height { get; set; } = height;

    /// <summary>What is drawn inside of it, with the place of each part; empty for a plain state.</summary>
    public List<(LayoutScope Scope, double X, double Y)> Inside { get; } = [];

    public int Layer { get; set; }

    /// <summary>The middle of its width.</summary>
    public double X { get; set; }

    public double Top { get; set; }

    public double Bottom => Top + Height;

    public List<LayoutItem> Above { get; } = [];

    public List<LayoutItem> Below { get; } = [];
}
