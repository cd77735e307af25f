using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>
/// What the analytics bot is asked to do. In JSON, <c>operation</c> says which:
/// <c>{"operation":"forecast","source":{"dataset":"orders"},"kpi":{"name":"sales"},"grain":"day","horizon":14}</c>.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(AnalyticsKpisInput), "kpis")]
[JsonDerivedType(typeof(AnalyticsComparisonInput), "comparison")]
[JsonDerivedType(typeof(AnalyticsCohortsInput), "cohorts")]
[JsonDerivedType(typeof(AnalyticsParetoInput), "pareto")]
[JsonDerivedType(typeof(AnalyticsTrendInput), "trend")]
[JsonDerivedType(typeof(AnalyticsAnomaliesInput), "anomalies")]
[JsonDerivedType(typeof(AnalyticsForecastInput), "forecast")]
[JsonDerivedType(typeof(AnalyticsReportInput), "report")]
public abstract record AnalyticsInput
{
    private protected AnalyticsInput()
    {
    }
}
