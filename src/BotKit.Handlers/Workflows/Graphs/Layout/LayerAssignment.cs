namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Gives each box its layer: below everything that leads to it, ways that close a loop left out.</summary>
internal static class LayerAssignment
{
    // A long way has a place in each layer that it passes; so many places are drawn at most, further ways go straight.
    private const int MaxBends = 10_000;

    public static List<List<LayoutItem>> Run(LayoutScope scope)
    {
        var below = scope.Edges.Where(static edge => edge.From != edge.To).ToLookup(static edge => edge.From);
        var order = Visit(scope, below);
        for (var i = order.Count - 1; i >= 0; i--)
        {
            foreach (var edge in below[order[i]].Where(static edge => !edge.IsBack))
            {
                edge.To.Layer = Math.Max(edge.To.Layer, order[i].Layer + 1);
            }
        }

        var layers = new List<List<LayoutItem>>();
        foreach (var item in scope.Items)
        {
            while (layers.Count <= item.Layer)
            {
                layers.Add([]);
            }

            layers[item.Layer].Add(item);
        }

        Bend(scope, layers);
        return layers;
    }

    /// <summary>The boxes, each after all that it leads to; ways to one that is being visited close a loop.</summary>
    private static List<LayoutItem> Visit(LayoutScope scope, ILookup<LayoutItem, LayoutEdge> below)
    {
        var order = new List<LayoutItem>(scope.Items.Count);
        var open = new HashSet<LayoutItem>();
        var seen = new HashSet<LayoutItem>();
        var path = new Stack<(LayoutItem Item, IEnumerator<LayoutEdge> Next)>();
        foreach (var start in scope.Items.OrderBy(item => item == scope.Entry ? 0 : 1))
        {
            Enter(start);
            while (path.TryPeek(out var top))
            {
                if (!top.Next.MoveNext())
                {
                    path.Pop();
                    open.Remove(top.Item);
                    order.Add(top.Item);
                }
                else if (open.Contains(top.Next.Current.To))
                {
                    top.Next.Current.IsBack = true;
                }
                else
                {
                    Enter(top.Next.Current.To);
                }
            }
        }

        return order;

        void Enter(LayoutItem item)
        {
            if (seen.Add(item))
            {
                open.Add(item);
                path.Push((item, below[item].GetEnumerator()));
            }
        }
    }

    private static void Bend(LayoutScope scope, List<List<LayoutItem>> layers)
    {
        var left = MaxBends;
        foreach (var edge in scope.Edges.Where(static edge => edge.From != edge.To))
        {
            var above = edge.Upper;
            for (var layer = above.Layer + 1; layer < edge.Lower.Layer && left > 0; layer++, left--)
            {
                var bend = new LayoutItem(null, Sizes.BendWidth, 0) { Layer = layer };
                layers[layer].Add(bend);
                edge.Bends.Add(bend);
                Join(above, bend);
                above = bend;
            }

            if (above.Layer + 1 == edge.Lower.Layer)
            {
                Join(above, edge.Lower);
            }
        }
    }

    private static void Join(LayoutItem above, LayoutItem below)
    {
        above.Below.Add(below);
        below.Above.Add(above);
    }
}
