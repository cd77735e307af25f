namespace BotKit.Handlers;

/// <summary>Compares figures of a period with those of another; the answer is an <see cref="AnalyticsComparison"/>.</summary>
public sealed record AnalyticsComparisonInput : AnalyticsRowsInput
{
    /// <summary>The figures, 1 to 50.</summary>
    public required IReadOnlyList<KpiDefinition> Kpis { get; init; }

    /// <summary>With what to compare. Default the period before.</summary>
    public ComparisonBase? Against { get; init; }

    /// <summary>The column whose values are compared, too, those that moved the first figure most. Default none.</summary>
    public string? Dimension { get; init; }

    /// <summary>How many values of the column are listed, 1 to 1,000. Default 20.</summary>
    public int? Top { get; init; }
}
