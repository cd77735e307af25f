namespace BotKit.Handlers;

/// <summary>When a figure was unusual.</summary>
public sealed record AnalyticsAnomalies : AnalyticsResult
{
    /// <summary>The figure.</summary>
    public required AnalyticsFigure Figure { get; init; }

    /// <summary>The steps of time.</summary>
    public required TimeGrain Grain { get; init; }

    /// <summary>The figure by time, every step.</summary>
    public required IReadOnlyList<AnalyticsPoint> Points { get; init; }

    /// <summary>From which rarity on a step is told of.</summary>
    public required double Threshold { get; init; }

    /// <summary>The first step that could be judged; <see langword="null"/> when there are too few.</summary>
    public DateTime? JudgedFrom { get; init; }

    /// <summary>What was unusual, oldest first; after one, nothing is told of for a season.</summary>
    public required IReadOnlyList<AnalyticsAnomaly> Anomalies { get; init; }
}
