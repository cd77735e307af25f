namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>What was one period ago comes again; without a period, the last value stays.</summary>
internal sealed class SeasonalNaiveMethod(int period) : IForecastMethod
{
    public FittedMethod Fit(double[] values, int horizon)
    {
        var lag = period >= 1 && values.Length > period ? period : 1;
        var mean = new double[horizon];
        var growth = new double[horizon];
        for (var step = 0; step < horizon; step++)
        {
            mean[step] = values[values.Length - lag + (step % lag)];
            growth[step] = Math.Sqrt((step / lag) + 1);
        }

        var errors = new double[values.Length];
        for (var at = lag; at < values.Length; at++)
        {
            errors[at] = values[at] - values[at - lag];
        }

        return new(mean, growth, errors);
    }
}
