using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>What an operation found. In JSON, <c>operation</c> says which one it was.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(AnalyticsKpis), "kpis")]
[JsonDerivedType(typeof(AnalyticsComparison), "comparison")]
[JsonDerivedType(typeof(AnalyticsCohorts), "cohorts")]
[JsonDerivedType(typeof(AnalyticsPareto), "pareto")]
[JsonDerivedType(typeof(AnalyticsTrend), "trend")]
[JsonDerivedType(typeof(AnalyticsAnomalies), "anomalies")]
[JsonDerivedType(typeof(AnalyticsForecast), "forecast")]
[JsonDerivedType(typeof(AnalyticsReport), "report")]
[JsonDerivedType(typeof(AnalyticsPlan), "plan")]
public abstract record AnalyticsResult
{
    private protected AnalyticsResult()
    {
    }

    /// <summary>What was read; <see langword="null"/> within a report, which says it once, and in a plan.</summary>
    [JsonPropertyOrder(-1)]
    public AnalyticsRead? Read { get; init; }
}
