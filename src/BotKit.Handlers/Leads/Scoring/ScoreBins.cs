namespace BotKit.Handlers.Leads;

/// <summary>Probabilities in tenths.</summary>
internal static class ScoreBins
{
    public const int Count = 10;

    public static int Find(double probability) => Math.Clamp((int)(probability * Count), 0, Count - 1);

    public static double[] Shares(double[] probabilities)
    {
        var shares = new double[Count];
        foreach (var probability in probabilities)
        {
            shares[Find(probability)]++;
        }

        return Array.ConvertAll(shares, count => count / Math.Max(1, probabilities.Length));
    }
}
