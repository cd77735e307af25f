namespace BotKit.Handlers;

/// <summary>Figures.</summary>
public sealed record AnalyticsKpis : AnalyticsResult
{
    /// <summary>What the figures are; all values come in this order.</summary>
    public required IReadOnlyList<AnalyticsFigure> Figures { get; init; }

    /// <summary>The value of each over all rows; <see langword="null"/> where there is none, as for the mean of no rows.</summary>
    public required IReadOnlyList<double?> Totals { get; init; }

    /// <summary>The steps of time; <see langword="null"/> when they were not cut.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>The values by time, oldest first; steps without rows are absent.</summary>
    public IReadOnlyList<AnalyticsStep>? Steps { get; init; }

    /// <summary>The column that was grouped by; <see langword="null"/> when it was not.</summary>
    public string? Dimension { get; init; }

    /// <summary>The groups with the greatest first figure.</summary>
    public IReadOnlyList<AnalyticsGroup>? Groups { get; init; }

    /// <summary>How many groups there are in all.</summary>
    public long? GroupCount { get; init; }
}
