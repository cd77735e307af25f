namespace BotKit.Handlers.Analytics;

/// <summary>The median change per step (Theil and Sen), and whether chance explains it (Mann and Kendall).</summary>
/// <param name="PerStep">The change per step.</param>
/// <param name="Direction"><c>rising</c>, <c>falling</c> or <c>steady</c>.</param>
internal readonly record struct SteadyChange(double PerStep, string Direction)
{
    /// <summary>The pairs grow with the square of the length: of longer series, the last values count.</summary>
    private const int MaxLength = 2000;

    private const double Significance = 1.96;

    public static SteadyChange Of(double[] values, CancellationToken cancellationToken)
    {
        var recent = values.Length > MaxLength ? values[^MaxLength..] : values;
        var count = recent.Length;
        var slopes = new double[count * (count - 1) / 2];
        var pair = 0;
        long score = 0;
        for (var later = 1; later < count; later++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var earlier = 0; earlier < later; earlier++)
            {
                var difference = recent[later] - recent[earlier];
                score += Math.Sign(difference);
                slopes[pair++] = difference / (later - earlier);
            }
        }

        Array.Sort(slopes);
        var median = slopes.Length == 0 ? 0 : (slopes[(slopes.Length - 1) / 2] + slopes[slopes.Length / 2]) / 2;
        var spread = Math.Sqrt(count * (count - 1d) * ((2d * count) + 5) / 18);
        var deviation = (score - Math.Sign(score)) / spread;
        return new(median, deviation > Significance ? "rising" : deviation < -Significance ? "falling" : "steady");
    }
}
