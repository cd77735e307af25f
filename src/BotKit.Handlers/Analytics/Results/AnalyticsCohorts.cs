namespace BotKit.Handlers;

/// <summary>Who came first when, and how many of them came again.</summary>
public sealed record AnalyticsCohorts : AnalyticsResult
{
    /// <summary>The steps of time.</summary>
    public required TimeGrain Grain { get; init; }

    /// <summary>The cohorts, oldest first; at most the last 60.</summary>
    public required IReadOnlyList<AnalyticsCohort> Cohorts { get; init; }

    /// <summary>The share of all who could have come again in each later step and did; the first is 1.</summary>
    public required IReadOnlyList<double> Retention { get; init; }
}
