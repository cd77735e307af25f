namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>
/// A series without its seasonality, and the seasonality to put back. Classical decomposition by centred moving averages:
/// multiplicative where all values are positive, else additive; only where the autocorrelation at the period is significant at
/// 90 % (Makridakis and Hibon, 2000).
/// </summary>
internal sealed class SeasonalAdjustment
{
    private const double Significance = 1.645;

    private readonly double[] _factors;
    private readonly bool _multiplicative;

    private SeasonalAdjustment(double[] values, double[] factors, bool multiplicative)
    {
        _factors = factors;
        _multiplicative = multiplicative;
        Values = [.. values.Select((value, at) => Remove(value, at))];
    }

    /// <summary>The series without seasonality.</summary>
    public double[] Values { get; }

    /// <summary>Whether a seasonality was found.</summary>
    public bool IsSeasonal => _factors.Length > 1;

    /// <summary>Whether the seasonality is a factor, rather than an addend.</summary>
    public bool IsMultiplicative => _multiplicative;

    /// <summary>The factor or addend of each season, from the season of the first value on; one neutral one without seasonality.</summary>
    public IReadOnlyList<double> Factors => _factors;

    public static SeasonalAdjustment Of(double[] values, int period)
    {
        var multiplicative = values.All(static value => value > 0);
        return IsSeasonalAt(values, period)
            ? new(values, SeasonsOf(values, period, multiplicative), multiplicative)
            : None(values);
    }

    /// <summary>The series as it is.</summary>
    public static SeasonalAdjustment None(double[] values)
    {
        var multiplicative = values.All(static value => value > 0);
        return new(values, [multiplicative ? 1 : 0], multiplicative);
    }

    /// <summary>How much of what the trend leaves the seasons explain, 0 to 1 (Wang, Smith and Hyndman, 2006).</summary>
    /// <param name="trend">The trend of the adjusted series.</param>
    public double StrengthBeside(double[] trend)
    {
        if (!IsSeasonal)
        {
            return 0;
        }

        var noise = Values.Select((value, at) => _multiplicative ? value / trend[at] : value - trend[at]).ToArray();
        var both = noise.Select((value, at) => Restore(value, at)).ToArray();
        return Math.Max(0, 1 - (Variance(noise) / Math.Max(Variance(both), double.Epsilon)));
    }

    /// <summary>A forecast of the adjusted series at a position, counted from the first value, with its seasonality.</summary>
    public double Restore(double value, int at)
        => _multiplicative ? value * _factors[at % _factors.Length] : value + _factors[at % _factors.Length];

    private double Remove(double value, int at)
        => _multiplicative ? value / _factors[at % _factors.Length] : value - _factors[at % _factors.Length];

    private static bool IsSeasonalAt(double[] values, int period)
    {
        if (period < 2 || values.Length < 3 * period)
        {
            return false;
        }

        var correlations = Autocorrelation.Of(values, period);
        var earlier = correlations[..^1].Sum(static correlation => correlation * correlation);
        return Math.Abs(correlations[^1]) > Significance * Math.Sqrt((1 + (2 * earlier)) / values.Length);
    }

    private static double[] SeasonsOf(double[] values, int period, bool multiplicative)
    {
        var trend = CentredAverage(values, period);
        var factors = new double[period];
        for (var season = 0; season < period; season++)
        {
            var ratios = new List<double>();
            for (var at = season; at < values.Length; at += period)
            {
                if (!double.IsNaN(trend[at]))
                {
                    ratios.Add(multiplicative ? values[at] / trend[at] : values[at] - trend[at]);
                }
            }

            factors[season] = ratios.Count == 0 ? (multiplicative ? 1 : 0) : ratios.Average();
        }

        var mean = factors.Average();
        return [.. factors.Select(factor => multiplicative ? Math.Max(factor / mean, 1e-3) : factor - mean)];
    }

    private static double[] CentredAverage(double[] values, int period)
    {
        var averages = new double[values.Length];
        Array.Fill(averages, double.NaN);
        var half = period / 2;
        for (var at = half; at + half < values.Length; at++)
        {
            var sum = 0d;
            for (var offset = -half; offset <= half; offset++)
            {
                sum += values[at + offset] * (period % 2 == 0 && Math.Abs(offset) == half ? .5 : 1);
            }

            averages[at] = sum / period;
        }

        return averages;
    }

    private static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Average(value => (value - mean) * (value - mean));
    }
}
