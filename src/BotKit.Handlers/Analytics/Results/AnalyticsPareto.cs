namespace BotKit.Handlers;

/// <summary>Which values of a column make up most of a figure.</summary>
public sealed record AnalyticsPareto : AnalyticsResult
{
    /// <summary>The figure.</summary>
    public required AnalyticsFigure Figure { get; init; }

    /// <summary>The column.</summary>
    public required string Dimension { get; init; }

    /// <summary>The figure of all values whose own is above 0.</summary>
    public required double Total { get; init; }

    /// <summary>How many values have a figure above 0.</summary>
    public required long Count { get; init; }

    /// <summary>The share of class A.</summary>
    public required double Share { get; init; }

    /// <summary>How many values it takes to reach the share.</summary>
    public required long CountOfShare { get; init; }

    /// <summary>The greatest ones.</summary>
    public required IReadOnlyList<AnalyticsParetoItem> Items { get; init; }
}
