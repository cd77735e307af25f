namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>States that stand beside each other: those of the workflow, of a branch or of a Map.</summary>
internal sealed class LayoutScope(IReadOnlyList<LayoutItem> items, IReadOnlyList<LayoutEdge> edges, LayoutItem? entry)
{
    public IReadOnlyList<LayoutItem> Items => items;

    public IReadOnlyList<LayoutEdge> Edges => edges;

    /// <summary>The state at which it begins.</summary>
    public LayoutItem? Entry => entry;

    /// <summary>Top and bottom of each layer.</summary>
    public List<(double Top, double Bottom)> Layers { get; } = [];

    public double Width { get; set; }

    public double Height { get; set; }
}
