namespace BotKit.Handlers.Leads;

/// <summary>Deals rows into folds at random, each with the same share of both outcomes.</summary>
internal static class Folds
{
    public static int[] Deal(bool[] labels, int count, int seed)
    {
        var random = new Random(seed);
        var folds = new int[labels.Length];
        foreach (var outcome in new[] { false, true })
        {
            var rows = Enumerable.Range(0, labels.Length).Where(row => labels[row] == outcome).ToArray();
            random.Shuffle(rows);
            for (var index = 0; index < rows.Length; index++)
            {
                folds[rows[index]] = index % count;
            }
        }

        return folds;
    }
}
