namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>
/// The Theta method: simple exponential smoothing with a drift that is a share of the series' linear trend, here the
/// classic half of it (Assimakopoulos and Nikolopoulos, 2000; in the form of Fiorucci et al., 2016).
/// </summary>
internal sealed class ThetaMethod : IForecastMethod
{
    private const double Share = .5;

    public FittedMethod Fit(double[] values, int horizon)
    {
        var (intercept, slope) = Line.Through(values);
        var scale = Math.Max(values.Max() - values.Min(), 1e-9);
        var best = NelderMead.Minimize([.5, values[0]], [.05, values[0] - scale], [.99, values[0] + scale], point => Run(values, intercept, slope, point, null).Loss);

        var errors = new double[values.Length];
        var (_, level) = Run(values, intercept, slope, best, errors);
        var alpha = best[0];
        var remainder = Math.Pow(1 - alpha, values.Length);
        var mean = new double[horizon];
        var growth = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            var line = (remainder * intercept) + ((((1 - (remainder * (1 - alpha))) / alpha) + step) * slope);
            mean[step] = level + (Share * line);
            growth[step] = Math.Sqrt(1 + (step * alpha * alpha));
        }

        return new(mean, growth, errors);
    }

    private static (double Loss, double Level) Run(double[] values, double intercept, double slope, double[] point, double[]? errors)
    {
        var alpha = point[0];
        var level = point[1] * (1 - Share);
        var loss = 0d;
        var remainder = 1d;
        for (var at = 0; at < values.Length; at++)
        {
            var line = (remainder * intercept) + ((1 - (remainder * (1 - alpha))) / alpha * slope);
            var error = values[at] - (level + (Share * line));
            if (at >= 2)
            {
                loss += error * error;
            }

            if (errors is not null)
            {
                errors[at] = error;
            }

            level = (alpha * values[at]) + ((1 - alpha) * level);
            remainder *= 1 - alpha;
        }

        return (loss, level);
    }
}
