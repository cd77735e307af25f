namespace BotKit.Handlers;

/// <summary>Asks which few values of a column make up most of a figure; the answer is an <see cref="AnalyticsPareto"/>.</summary>
public sealed record AnalyticsParetoInput : AnalyticsRowsInput
{
    /// <summary>The figure: a count or a sum.</summary>
    public required KpiDefinition Kpi { get; init; }

    /// <summary>The column.</summary>
    public required string Dimension { get; init; }

    /// <summary>The share of class A, above 0 and below 1; class B goes half of the rest further. Default 0.8.</summary>
    public double? Share { get; init; }

    /// <summary>How many values are listed, 1 to 1,000. Default 20.</summary>
    public int? Top { get; init; }
}
