namespace BotKit.Handlers.Leads;

/// <summary>Measures how good probabilities are.</summary>
internal static class LeadQualities
{
    private const int Decimals = 4;

    public static LeadModelQuality Of(double[] probabilities, bool[] labels)
    {
        var bins = Calibration(probabilities, labels);
        return new LeadModelQuality
        {
            Auc = Math.Round(Ranking.Auc(probabilities, labels), Decimals),
            LogLoss = Math.Round(Ranking.LogLoss(probabilities, labels), Decimals),
            Brier = Math.Round(Ranking.Brier(probabilities, labels), Decimals),
            CalibrationError = Math.Round(bins.Sum(bin => bin.Rows * Math.Abs(bin.Expected - bin.Actual)) / Math.Max(1, probabilities.Length), Decimals),
            Calibration = bins,
            Lift = Lift(probabilities, labels),
        };
    }

    private static List<LeadCalibrationBin> Calibration(double[] probabilities, bool[] labels)
    {
        var (rows, expected, actual) = (new int[ScoreBins.Count], new double[ScoreBins.Count], new double[ScoreBins.Count]);
        for (var row = 0; row < probabilities.Length; row++)
        {
            var bin = ScoreBins.Find(probabilities[row]);
            rows[bin]++;
            expected[bin] += probabilities[row];
            actual[bin] += labels[row] ? 1 : 0;
        }

        return
        [
            .. Enumerable.Range(0, ScoreBins.Count).Where(bin => rows[bin] > 0)
                .Select(bin => new LeadCalibrationBin(rows[bin], Math.Round(expected[bin] / rows[bin], Decimals), Math.Round(actual[bin] / rows[bin], Decimals))),
        ];
    }

    /// <summary>How often the leads of each tenth convert, best tenth first, against all leads.</summary>
    private static List<double> Lift(double[] probabilities, bool[] labels)
    {
        var order = probabilities.ToArray();
        var sorted = labels.ToArray();
        Array.Sort(order, sorted);
        Array.Reverse(sorted);
        var rate = (double)sorted.Count(static label => label) / Math.Max(1, sorted.Length);
        var lift = new List<double>();
        for (var tenth = 0; tenth < 10 && rate > 0 && sorted.Length >= 10; tenth++)
        {
            var part = sorted[(sorted.Length * tenth / 10)..(sorted.Length * (tenth + 1) / 10)];
            lift.Add(Math.Round(part.Count(static label => label) / (double)part.Length / rate, 2));
        }

        return lift;
    }
}
