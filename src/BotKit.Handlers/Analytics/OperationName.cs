namespace BotKit.Handlers.Analytics;

/// <summary>The operations as JSON names them.</summary>
internal static class OperationName
{
    public static string Of(AnalyticsInput input) => input switch
    {
        AnalyticsKpisInput => "kpis",
        AnalyticsComparisonInput => "comparison",
        AnalyticsCohortsInput => "cohorts",
        AnalyticsParetoInput => "pareto",
        AnalyticsTrendInput => "trend",
        AnalyticsAnomaliesInput => "anomalies",
        AnalyticsForecastInput => "forecast",
        _ => "report",
    };
}
