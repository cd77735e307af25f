namespace BotKit.Handlers.Leads;

/// <summary>Bins of numbers that hold about as many rows each.</summary>
internal static class NumberBins
{
    /// <summary>The upper ends of at most so many bins, rising; the last bin has none.</summary>
    public static double[] Edges(double[] sorted, int bins)
    {
        var edges = new List<double>();
        for (var bin = 1; bin < bins && sorted.Length > 0; bin++)
        {
            var edge = sorted[(int)((long)sorted.Length * bin / bins)];
            if ((edges.Count == 0 || edge > edges[^1]) && edge < sorted[^1])
            {
                edges.Add(edge);
            }
        }

        return [.. edges];
    }

    /// <summary>The bin of a number: the first whose upper end is not below it.</summary>
    public static int Find(double[] edges, double number)
    {
        var found = Array.BinarySearch(edges, number);
        return found >= 0 ? found : ~found;
    }
}
