namespace BotKit.Handlers.Analytics.Forecasting;

/// <summary>Continues a series, with intervals.</summary>
internal static class Forecaster
{
    /// <summary>The fewest values that can be continued.</summary>
    public const int MinimumLength = 4;

    /// <summary>Older values than these are left out: they cost time and say little about tomorrow.</summary>
    public const int MaximumLength = 2000;

    /// <param name="values">The series, oldest first: at least <see cref="MinimumLength"/> finite values.</param>
    /// <param name="settings">How.</param>
    /// <param name="cancellationToken">Gives up between fits.</param>
    public static SeriesForecast Forecast(double[] values, ForecastSettings settings, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, MinimumLength);
        var recent = values.Length > MaximumLength ? values[^MaximumLength..] : values;
        // Scaled, so that squares of huge values stay finite.
        var scale = recent.Max(Math.Abs) is var greatest && greatest > 0 ? greatest : 1;
        var series = Array.ConvertAll(recent, value => value / scale);

        var backtest = Backtest.Of(series, settings.Period, settings.Horizon, cancellationToken);
        var method = settings.Method == ForecastMethod.Auto ? backtest.Best : settings.Method;
        var forecast = ForecastMethods.Fit([method], series, settings.Period, settings.Horizon)[method];
        var half = NormalQuantile.HalfWidth(settings.Level) * backtest.Widening(method);
        var least = series.Min() >= 0 ? 0 : double.NegativeInfinity;
        var steps = Enumerable.Range(0, settings.Horizon).Select(step => new ForecastStep(
            Scaled(forecast.Values[step]), Scaled(forecast.At(step, -half)), Scaled(forecast.At(step, half))));
        return new(method, [.. steps], backtest.MeanErrors.ToDictionary(static pair => pair.Key, pair => pair.Value * scale));

        double Scaled(double value) => Math.Clamp(Math.Max(value, least) * scale, -double.MaxValue, double.MaxValue);
    }
}
