namespace BotKit.Handlers;

/// <summary>
/// Asks how many of those who came first in one step of time came again in later ones; the answer is an <see cref="AnalyticsCohorts"/>.
/// </summary>
public sealed record AnalyticsCohortsInput : AnalyticsRowsInput
{
    /// <summary>The column that says who it is, such as a customer's number; rows where it is empty do not count.</summary>
    public required string Who { get; init; }

    /// <summary>The steps of time. Default month.</summary>
    public TimeGrain? Grain { get; init; }

    /// <summary>Which rows count. Default all.</summary>
    public KpiFilter? Filter { get; init; }

    /// <summary>How many later steps are followed, 1 to 60. Default 12.</summary>
    public int? Steps { get; init; }
}
