namespace BotKit.Handlers.Analytics.Anomalies;

/// <summary>
/// How rare a value as high as this one is, compared with the values before it: by rank, and beyond the highest fiftieth by a generalised
/// Pareto distribution fitted to it (peaks over threshold; Siffer et al., 2017).
/// </summary>
internal sealed class UpperTail
{
    private const int Minimum = 30;
    private const int Capacity = 20_000;
    private const int LeastPeaks = 10;
    private const int PeakShare = 50;
    private const double MaxShape = .45;

    private readonly SortedHistory _history = new(Capacity);

    /// <returns>The negative decimal logarithm of the probability: 2 for one in a hundred; 0 while too little is known.</returns>
    public double Add(double value)
    {
        var rarity = _history.Count < Minimum ? 0 : RarityOf(value);
        _history.Add(value);
        return rarity;
    }

    private double RarityOf(double value)
    {
        var count = _history.Count;
        var peaks = Math.Max(LeastPeaks, count / PeakShare);
        var start = _history[count - 1 - peaks];
        if (value <= start)
        {
            return -Math.Log10((count - _history.CountBelow(value) + 1d) / (count + 1));
        }

        double mean = 0, square = 0;
        for (var rank = count - peaks; rank < count; rank++)
        {
            var excess = _history[rank] - start;
            mean += excess / peaks;
            square += excess * excess / peaks;
        }

        var beyond = Math.Log10((double)count / peaks);
        return mean <= 0 ? beyond : beyond + (Exponent(value - start, mean, square - (mean * mean)) / Math.Log(10));
    }

    /// <summary>The negative logarithm of the share of peaks above an excess, the distribution's shape and scale by the method of moments.</summary>
    private static double Exponent(double excess, double mean, double variance)
    {
        var shape = variance > 0 ? Math.Clamp((1 - (mean * mean / variance)) / 2, 0, MaxShape) : 0;
        var scale = mean * (1 - shape);
        return shape < 1e-6 ? excess / scale : Math.Log(1 + (shape * excess / scale)) / shape;
    }
}
