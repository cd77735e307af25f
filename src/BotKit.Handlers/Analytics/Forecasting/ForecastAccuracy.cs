namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>Measures of how far forecasts err.</summary>
internal static class ForecastAccuracy
{
    /// <summary>The symmetric mean absolute percentage error, 0 to 200: the mean of 200·|e| / (|y| + |f|).</summary>
    public static double Smape(IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
        => actual.Zip(forecast, static (y, f) => y == f ? 0 : 200 * Math.Abs(y - f) / (Math.Abs(y) + Math.Abs(f))).Average();

    /// <summary>The mean absolute error in units of the seasonal naive method's error within the series (Hyndman and Koehler, 2006).</summary>
    public static double Mase(double[] series, int period, IReadOnlyList<double> actual, IReadOnlyList<double> forecast)
    {
        var scale = 0d;
        for (var at = period; at < series.Length; at++)
        {
            scale += Math.Abs(series[at] - series[at - period]) / (series.Length - period);
        }

        return actual.Zip(forecast, static (y, f) => Math.Abs(y - f)).Average() / scale;
    }
}
