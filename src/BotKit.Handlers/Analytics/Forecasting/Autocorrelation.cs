namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>How much a series resembles itself some steps earlier.</summary>
internal static class Autocorrelation
{
    /// <returns>The autocorrelations at the lags 1 to <paramref name="lags"/>; zeros for a constant series.</returns>
    public static double[] Of(double[] values, int lags)
    {
        var mean = values.Average();
        var variance = values.Sum(value => (value - mean) * (value - mean));
        var correlations = new double[lags];
        for (var lag = 1; lag <= lags && variance > 0; lag++)
        {
            var sum = 0d;
            for (var at = lag; at < values.Length; at++)
            {
                sum += (values[at] - mean) * (values[at - lag] - mean);
            }

            correlations[lag - 1] = sum / variance;
        }

        return correlations;
    }
}
