namespace BotKit.Handlers;

/// <summary>The trend and the seasons of a figure.</summary>
public sealed record AnalyticsTrend : AnalyticsResult
{
    /// <summary>The figure.</summary>
    public required AnalyticsFigure Figure { get; init; }

    /// <summary>The steps of time.</summary>
    public required TimeGrain Grain { get; init; }

    /// <summary>The figure by time, every step, with its trend.</summary>
    public required IReadOnlyList<AnalyticsTrendPoint> Points { get; init; }

    /// <summary>The median change per step (Theil and Sen), seasons left out.</summary>
    public required double ChangePerStep { get; init; }

    /// <summary>Whether it rises or falls steadily: <c>rising</c>, <c>falling</c>, or <c>steady</c> when chance explains it (Mann and Kendall, at 95 %).</summary>
    public required string Direction { get; init; }

    /// <summary>How much of the variation the seasons explain, 0 to 1 (Wang, Smith and Hyndman, 2006).</summary>
    public required double SeasonalStrength { get; init; }

    /// <summary>What each season adds, or multiplies by, from the first step's season on; <see langword="null"/> without significant seasons.</summary>
    public IReadOnlyList<double>? Seasons { get; init; }

    /// <summary>Whether seasons multiply, rather than add.</summary>
    public required bool SeasonsMultiply { get; init; }
}
