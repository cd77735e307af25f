using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Arranges a graph: what is inside of a Parallel or Map first, since it says how large its box is.</summary>
internal sealed class GraphLayout
{
    private readonly ILookup<string?, WorkflowNode> _inside;
    private readonly ILookup<string, WorkflowEdge> _edges;
    private readonly HashSet<string> _entries;
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    private GraphLayout(WorkflowGraph graph)
    {
        var nodes = graph.Nodes.DistinctBy(static node => node.Name, StringComparer.Ordinal).ToList();
        var names = nodes.Select(static node => node.Name).ToHashSet(StringComparer.Ordinal);
        _inside = nodes.ToLookup(node => node.Parent is { } parent && names.Contains(parent) && parent != node.Name ? parent : null, StringComparer.Ordinal);
        _edges = graph.Edges.ToLookup(static edge => edge.From, StringComparer.Ordinal);
        _entries = graph.Edges.Where(static edge => edge.Kind == WorkflowEdgeKind.Branch).Select(static edge => edge.To).Append(graph.StartAt).ToHashSet(StringComparer.Ordinal);
    }

    public static LayoutScope Of(WorkflowGraph graph)
    {
        var layout = new GraphLayout(graph);
        return layout.Arrange([.. layout._inside[null]]);
    }

    private LayoutScope Arrange(List<WorkflowNode> nodes)
    {
        var items = nodes.Select(Make).ToList();
        var byName = items.ToDictionary(static item => item.Node!.Name, StringComparer.Ordinal);
        var scope = new LayoutScope(items, Edges(items, byName), items.Find(item => _entries.Contains(item.Node!.Name)) ?? items.FirstOrDefault());
        var layers = LayerAssignment.Run(scope);
        LayerOrder.Run(layers);
        LayerPlaces.Run(scope, layers);
        return scope;
    }

    private LayoutItem Make(WorkflowNode node)
    {
        var item = new LayoutItem(node, Sizes.Width, Sizes.Height);
        if (!_open.Add(node.Name) || !_inside.Contains(node.Name))
        {
            return item;
        }

        var x = Sizes.Padding;
        foreach (var branch in _inside[node.Name].GroupBy(static it => it.Branch).OrderBy(static it => it.Key))
        {
            var scope = Arrange([.. branch]);
            item.Inside.Add((scope, x, Sizes.Height + Sizes.EntryGap));
            x += scope.Width + Sizes.BranchGap;
        }

        item.Width = Math.Max(Sizes.Width + (2 * Sizes.Padding), x - Sizes.BranchGap + Sizes.Padding);
        item.Height = Sizes.Height + Sizes.EntryGap + item.Inside.Max(static it => it.Scope.Height) + Sizes.Padding;
        Center(item, x - Sizes.BranchGap + Sizes.Padding);
        return item;
    }

    private static void Center(LayoutItem item, double used)
    {
        var shift = (item.Width - used) / 2;
        for (var i = 0; shift > 0 && i < item.Inside.Count; i++)
        {
            var (scope, x, y) = item.Inside[i];
            item.Inside[i] = (scope, x + shift, y);
        }
    }

    private List<LayoutEdge> Edges(List<LayoutItem> items, Dictionary<string, LayoutItem> byName)
    {
        var edges = new List<LayoutEdge>();
        foreach (var item in items)
        {
            var known = new Dictionary<(string, WorkflowEdgeKind), LayoutEdge>();
            foreach (var edge in _edges[item.Node!.Name].Where(static edge => edge.Kind != WorkflowEdgeKind.Branch))
            {
                if (!byName.TryGetValue(edge.To, out var to))
                {
                    continue;
                }

                if (!known.TryGetValue((edge.To, edge.Kind), out var drawn))
                {
                    known.Add((edge.To, edge.Kind), drawn = new LayoutEdge(edge.Kind, item, to));
                    edges.Add(drawn);
                }

                drawn.Taken += edge.Taken;
                if (edge.Label is { Length: > 0 } label)
                {
                    drawn.Labels.Add(label);
                }
            }
        }

        return edges;
    }
}
