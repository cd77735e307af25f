namespace BotKit.Handlers.Analytics;

/// <summary>A part of a report.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Result">What it found; <see langword="null"/> when it could not.</param>
/// <param name="Failure">Why not.</param>
/// <param name="Span">The time that it is about.</param>
internal sealed record ReportContentPart(string Title, AnalyticsResult? Result, BotException? Failure, ReportSpan Span)
{
    public static ReportContentPart Of(JobPart part, (AnalyticsResult? Result, BotException? Failure) outcome, DateTime now)
        => new(part.Input.Title ?? Named(part.Input, outcome.Result), outcome.Result, outcome.Failure, new(part.Analysis?.Reads ?? default, now));

    private static string Named(AnalyticsRowsInput input, AnalyticsResult? result) => (input, result) switch
    {
        (AnalyticsKpisInput { Dimension: { } dimension }, _) => $"Figures by {dimension}",
        (AnalyticsKpisInput { Grain: { } grain }, _) => $"Figures by {Names(grain)}",
        (AnalyticsKpisInput, _) => "Figures",
        (AnalyticsComparisonInput { Against: ComparisonBase.YearBefore }, _) => "Compared with a year before",
        (AnalyticsComparisonInput, _) => "Compared with the period before",
        (AnalyticsCohortsInput, _) => "Who came again",
        (AnalyticsParetoInput pareto, AnalyticsPareto found) => $"{found.Figure.Label}: the vital few of {pareto.Dimension}",
        (AnalyticsTrendInput, AnalyticsTrend trend) => $"{trend.Figure.Label}: trend",
        (AnalyticsAnomaliesInput, AnalyticsAnomalies anomalies) => $"{anomalies.Figure.Label}: what was unusual",
        (AnalyticsForecastInput, AnalyticsForecast forecast) => $"{forecast.Figure.Label}: forecast",
        (AnalyticsSeriesInput series, _) => series.Kpi.Label ?? series.Kpi.Name,
        (AnalyticsParetoInput pareto, _) => pareto.Kpi.Label ?? pareto.Kpi.Name,
        _ => OperationName.Of(input),
    };

    private static string Names(TimeGrain grain) => OperationWords.Of(grain);
}
