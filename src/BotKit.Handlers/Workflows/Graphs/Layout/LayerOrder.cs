namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Puts the boxes of each layer into an order in which few ways cross: each near the middle of its neighbours.</summary>
internal static class LayerOrder
{
    private const int Rounds = 12;

    public static void Run(List<List<LayoutItem>> layers)
    {
        var place = new Dictionary<LayoutItem, int>();
        foreach (var layer in layers)
        {
            Number(layer, place);
        }

        for (var round = 0; round < Rounds; round++)
        {
            if (round % 2 == 0)
            {
                for (var i = 1; i < layers.Count; i++)
                {
                    Sort(layers[i], place, static item => item.Above);
                }
            }
            else
            {
                for (var i = layers.Count - 2; i >= 0; i--)
                {
                    Sort(layers[i], place, static item => item.Below);
                }
            }
        }
    }

    private static void Sort(List<LayoutItem> layer, Dictionary<LayoutItem, int> place, Func<LayoutItem, List<LayoutItem>> neighbours)
    {
        var sorted = layer.OrderBy(item => neighbours(item) is { Count: > 0 } others ? others.Average(it => place[it]) : place[item]).ToList();
        for (var i = 0; i < sorted.Count; i++)
        {
            layer[i] = sorted[i];
        }

        Number(layer, place);
    }

    private static void Number(List<LayoutItem> layer, Dictionary<LayoutItem, int> place)
    {
        for (var i = 0; i < layer.Count; i++)
        {
            place[layer[i]] = i;
        }
    }
}
