using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Queue;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the bots did in a span of time, from whole minutes.</summary>
internal sealed record MetricsBody(
    DateTimeOffset From, DateTimeOffset To, int Minutes, string Resolution, IReadOnlyDictionary<string, BotMetricsBody> Bots);

/// <summary>What one bot did. Percentiles are in milliseconds, of the runs that reached the bot.</summary>
internal sealed record BotMetricsBody(
    long Total,
    IReadOnlyDictionary<BotStatus, long> Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? SuccessRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P50,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P95,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P99,
    QueueDepthBody Queue,
    IReadOnlyList<MetricsEntryBody> Series);

/// <summary>One minute, hour or day of one bot; statuses that did not occur are left out.</summary>
internal sealed record MetricsEntryBody(DateTimeOffset At, IReadOnlyDictionary<BotStatus, long> Counts, double? P50, double? P95);

/// <summary>How much of one bot waits and runs now, on all nodes; the longest wait is in milliseconds.</summary>
internal sealed record QueueDepthBody(long Scheduled, long Queued, long Running, double? OldestDue)
{
    public static QueueDepthBody Empty { get; } = new(0, 0, 0, null);

    public static QueueDepthBody Of(QueueDepth depth) => new(depth.Scheduled, depth.Queued, depth.Running, Milliseconds.Of(depth.OldestDue));
}
