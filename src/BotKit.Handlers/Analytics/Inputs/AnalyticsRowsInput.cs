using System.Text.Json.Serialization;

namespace BotKit.Handlers;

/// <summary>An operation on the rows of a source within a period; also a part of a report, which has both for all its parts.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "operation")]
[JsonDerivedType(typeof(AnalyticsKpisInput), "kpis")]
[JsonDerivedType(typeof(AnalyticsComparisonInput), "comparison")]
[JsonDerivedType(typeof(AnalyticsCohortsInput), "cohorts")]
[JsonDerivedType(typeof(AnalyticsParetoInput), "pareto")]
[JsonDerivedType(typeof(AnalyticsTrendInput), "trend")]
[JsonDerivedType(typeof(AnalyticsAnomaliesInput), "anomalies")]
[JsonDerivedType(typeof(AnalyticsForecastInput), "forecast")]
public abstract record AnalyticsRowsInput : AnalyticsInput
{
    private protected AnalyticsRowsInput()
    {
    }

    /// <summary>Where the rows come from. Required, but for a part of a report, which may not have one.</summary>
    [JsonPropertyOrder(-3)]
    public AnalyticsSource? Source { get; init; }

    /// <summary>Of which time rows count. Default all; for a part of a report, the report's.</summary>
    [JsonPropertyOrder(-2)]
    public AnalyticsPeriod? Period { get; init; }

    /// <summary>What a report writes above it, at most 200 characters. Default one that says what it is.</summary>
    [JsonPropertyOrder(-1)]
    public string? Title { get; init; }
}
