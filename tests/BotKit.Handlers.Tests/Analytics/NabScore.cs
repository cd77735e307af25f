namespace BotKit.Handlers.Tests.Analytics;

/// <summary>The standard profile of the Numenta Anomaly Benchmark for one series, before it is scaled.</summary>
internal readonly record struct NabScore(double Sum, int Found, int False)
{
    private const double FalseWeight = .11;

    public static NabScore Of(NabSeries series, bool[] alerts)
    {
        var probation = Math.Min((int)Math.Floor(.15 * alerts.Length), 750);
        var best = new double?[series.Windows.Count];
        var sum = 0d;
        var wrong = 0;
        for (var at = probation; at < alerts.Length; at++)
        {
            if (!alerts[at])
            {
                continue;
            }

            var inside = series.Windows.ToList().FindIndex(window => window.From <= at && at <= window.To);
            if (inside >= 0)
            {
                var (from, to) = series.Windows[inside];
                var score = Sigma(-(to - at + 1) / (double)(to - from + 1)) / Sigma(-1);
                best[inside] = Math.Max(best[inside] ?? score, score);
                continue;
            }

            wrong++;
            var before = series.Windows.Where(window => window.To < at).OrderByDescending(static window => window.To).ToList();
            sum += before.Count == 0 ? -FalseWeight : FalseWeight * Sigma((at - before[0].To) / (double)(before[0].To - before[0].From));
        }

        return new(sum + best.Sum(static score => score ?? -1), best.Count(static score => score is not null), wrong);
    }

    private static double Sigma(double y) => (2 / (1 + Math.Exp(5 * y))) - 1;
}
