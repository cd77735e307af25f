namespace BotKit.Handlers;

/// <summary>Asks for figures, in all, by time or by the values of a column; the answer is an <see cref="AnalyticsKpis"/>.</summary>
public sealed record AnalyticsKpisInput : AnalyticsRowsInput
{
    /// <summary>The figures, 1 to 50.</summary>
    public required IReadOnlyList<KpiDefinition> Kpis { get; init; }

    /// <summary>The steps of time to cut by, too. Default none.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>The column to group by, too. Default none.</summary>
    public string? Dimension { get; init; }

    /// <summary>How many groups are listed, by the first figure, 1 to 1,000. Default 20.</summary>
    public int? Top { get; init; }
}
