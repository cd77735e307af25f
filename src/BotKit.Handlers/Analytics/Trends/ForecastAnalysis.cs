using BotKit.Handlers.Analytics.Forecasting;

namespace BotKit.Handlers.Analytics;

/// <summary>How a figure goes on.</summary>
internal sealed class ForecastAnalysis(AnalyticsForecastInput input, SeriesQuery query) : Analysis
{
    public override ResolvedPeriod Reads => query.Period;

    public override AnalyticsResult Run(RowTable rows, AnalyticsRead read, CancellationToken cancellationToken)
    {
        var series = query.Read(rows, cancellationToken);
        series.RequireLength(Forecaster.MinimumLength);
        var level = input.Level ?? AnalyticsDefaults.Level;
        var settings = new ForecastSettings(input.Horizon, input.Season ?? TimeSteps.Season(input.Grain), input.Method ?? ForecastMethod.Auto, level);
        var forecast = Forecaster.Forecast(series.Values, settings, cancellationToken);
        return new AnalyticsForecast
        {
            Figure = series.Figure,
            Grain = series.Grain,
            History = series.Points(),
            Method = forecast.Method,
            Level = level,
            Steps = [.. forecast.Steps.Select((step, at) => new AnalyticsForecastPoint(series.At(series.Values.Length + at), step.Value, step.Lower, step.Upper))],
            Errors = [.. forecast.Errors.Select(static pair => new AnalyticsMethodError(pair.Key, pair.Value)).OrderBy(static error => error.MeanAbsoluteError)],
        };
    }
}
