namespace BotKit.Handlers;

/// <summary>
/// A span of time: <c>{"from":"2026-01-01","to":"2026-02-01"}</c>, or <c>{"last":30,"grain":"day"}</c> for the last 30 whole days. Times have
/// no offset; they are in the source's time zone.
/// </summary>
public sealed record AnalyticsPeriod
{
    /// <summary>From this time on. Default from the first row on.</summary>
    public DateTime? From { get; init; }

    /// <summary>Before this time. Default to the last row.</summary>
    public DateTime? To { get; init; }

    /// <summary>So many whole grains before the one that the run is for, 1 to 10,000; instead of <see cref="From"/> and <see cref="To"/>. Default none.</summary>
    public int? Last { get; init; }

    /// <summary>The grain of <see cref="Last"/>. Default day.</summary>
    public TimeGrain? Grain { get; init; }
}
