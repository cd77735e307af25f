namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Gives the boxes their coordinates: in their order, apart, and as near to the middle of their neighbours as that allows.</summary>
internal static class LayerPlaces
{
    private const int Rounds = 16;

    public static void Run(LayoutScope scope, List<List<LayoutItem>> layers)
    {
        foreach (var layer in layers)
        {
            Settle(layer, [.. layer.Select(static _ => 0d)]);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var isDown = round % 2 == 0;
            foreach (var layer in isDown ? layers : Enumerable.Reverse(layers))
            {
                Settle(layer, [.. layer.Select(item => Wish(isDown ? item.Above : item.Below, item))]);
            }
        }

        PutDown(scope, layers);
    }

    private static double Wish(List<LayoutItem> neighbours, LayoutItem item)
        => neighbours.Count == 0 ? item.X : neighbours.Average(static it => it.X);

    /// <summary>
    /// The places nearest to the wishes (least squares) that keep order and distance: with the distances taken off it is isotonic
    /// regression, by pooling adjacent violators.
    /// </summary>
    private static void Settle(List<LayoutItem> layer, double[] wishes)
    {
        var blocks = new List<(double Sum, int Count)>();
        var offset = 0d;
        var offsets = new double[layer.Count];
        for (var i = 0; i < layer.Count; i++)
        {
            offset += i == 0 ? 0 : ((layer[i - 1].Width + layer[i].Width) / 2) + Sizes.Gap;
            offsets[i] = offset;
            (double Sum, int Count) block = (wishes[i] - offset, 1);
            while (blocks is [.., var last] && last.Sum / last.Count >= block.Sum / block.Count)
            {
                block = (block.Sum + last.Sum, block.Count + last.Count);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        var next = 0;
        foreach (var (sum, count) in blocks)
        {
            for (var i = 0; i < count; i++, next++)
            {
                layer[next].X = (sum / count) + offsets[next];
            }
        }
    }

    private static void PutDown(LayoutScope scope, List<List<LayoutItem>> layers)
    {
        if (layers.Count == 0)
        {
            return;
        }

        var left = layers.Min(static layer => layer.Min(static item => item.X - (item.Width / 2)));
        var top = 0d;
        foreach (var layer in layers)
        {
            var height = layer.Max(static item => item.Height);
            foreach (var item in layer)
            {
                item.X -= left;
                item.Top = top + ((height - item.Height) / 2);
            }

            scope.Layers.Add((top, top + height));
            top += height + Sizes.LayerGap;
        }

        scope.Width = layers.Max(static layer => layer.Max(static item => item.X + (item.Width / 2)))
            + (scope.Edges.Any(static edge => edge.From == edge.To) ? Sizes.LoopWidth : 0);
        scope.Height = top - Sizes.LayerGap;
    }
}
