namespace BotKit.Handlers.Analytics;

/// <summary>The shape of the configuration section <c>Analytics</c>.</summary>
internal sealed record AnalyticsOptionsJson
{
    public Dictionary<string, DatasetOptions>? Datasets { get; init; }

    public Dictionary<string, KpiDefinition>? Kpis { get; init; }

    public Dictionary<string, ReportDefinition>? Reports { get; init; }

    public Dictionary<string, string>? Recipients { get; init; }

    public long? MaxRows { get; init; }
}
