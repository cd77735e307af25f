namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>
/// Exponential smoothing of level and trend, the trend dying away (Gardner and McKenzie, 1985). Without a trend it is simple
/// exponential smoothing.
/// </summary>
internal sealed class DampedTrendMethod(bool trend) : IForecastMethod
{
    private const int MinimumForTrend = 5;

    public FittedMethod Fit(double[] values, int horizon)
    {
        var scale = SpreadOf(values);
        var (level, slope) = StartOf(values);
        var withTrend = trend && values.Length >= MinimumForTrend;
        double[] lower = withTrend ? [.01, .001, .8, level - (3 * scale), slope - scale] : [.01, level - (3 * scale)];
        double[] upper = withTrend ? [.99, .6, .99, level + (3 * scale), slope + scale] : [.99, level + (3 * scale)];
        double[] start = withTrend ? [.5, .1, .93, level, slope] : [.5, level];
        var best = NelderMead.Minimize(start, lower, upper, point => Run(values, point, null).Loss);

        var errors = new double[values.Length];
        var end = Run(values, best, errors);
        var mean = new double[horizon];
        var growth = new double[horizon];
        var (alpha, beta, phi) = withTrend ? (best[0], best[1], best[2]) : (best[0], 0, 0);
        double reach = 0, variance = 1, power = 1;
        for (var step = 0; step < horizon; step++)
        {
            growth[step] = Math.Sqrt(variance);
            power *= phi;
            reach += power;
            mean[step] = end.Level + (reach * end.Slope);
            var response = alpha * (1 + (beta * reach));
            variance += response * response;
        }

        return new(mean, growth, errors);
    }

    private static (double Loss, double Level, double Slope) Run(double[] values, double[] point, double[]? errors)
    {
        var trend = point.Length == 5;
        var alpha = point[0];
        var beta = trend ? point[1] : 0;
        var phi = trend ? point[2] : 0;
        var level = trend ? point[3] : point[1];
        var slope = trend ? point[4] : 0;
        var loss = 0d;
        for (var at = 0; at < values.Length; at++)
        {
            var expected = level + (phi * slope);
            var error = values[at] - expected;
            loss += error * error;
            if (errors is not null)
            {
                errors[at] = error;
            }

            level = expected + (alpha * error);
            slope = (phi * slope) + (alpha * beta * error);
        }

        return (loss, level, slope);
    }

    private static (double Level, double Slope) StartOf(double[] values)
    {
        var (intercept, slope) = Line.Through(values.AsSpan(0, Math.Min(values.Length, 10)));
        return (intercept, slope);
    }

    private static double SpreadOf(double[] values)
    {
        var differences = 0d;
        for (var at = 1; at < values.Length; at++)
        {
            differences += Math.Abs(values[at] - values[at - 1]);
        }

        return Math.Max(differences / (values.Length - 1), 1e-9);
    }
}
