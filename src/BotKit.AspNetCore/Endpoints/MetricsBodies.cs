using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the bots did in a span of time, from whole minutes.</summary>
internal sealed record MetricsBody(DateTimeOffset From, DateTimeOffset To, int Minutes, IReadOnlyDictionary<string, BotMetricsBody> Bots);

/// <summary>What one bot did. Percentiles are in milliseconds, of the runs that reached the bot.</summary>
internal sealed record BotMetricsBody(
    long Total,
    IReadOnlyDictionary<BotStatus, long> Counts,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? SuccessRate,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P50,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P95,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] double? P99,
    IReadOnlyList<MinuteBody> Series)
{
    // What the bot itself made of its runs: refusals, bad input and cancellations say nothing about that.
    private static readonly BotStatus[] Judged = [BotStatus.Succeeded, BotStatus.Failed, BotStatus.TimedOut, BotStatus.Dead];

    public static BotMetricsBody Of(IReadOnlyList<RunRollup> minutes)
    {
        var latency = new LatencyHistogram();
        var counts = new Dictionary<BotStatus, long>();
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            counts.Add(status, minutes.Sum(minute => CountOf(minute, status)));
        }

        foreach (var minute in minutes)
        {
            latency.Add(minute.Latency);
        }

        var judged = Judged.Sum(status => counts[status]);
        return new(
            counts.Values.Sum(),
            counts,
            judged == 0 ? null : (double)counts[BotStatus.Succeeded] / judged,
            Percentile(latency, 0.50),
            Percentile(latency, 0.95),
            Percentile(latency, 0.99),
            [.. minutes.Select(MinuteBody.Of)]);
    }

    public static double? Percentile(LatencyHistogram latency, double share)
        => latency.Count == 0 ? null : Milliseconds.Of(latency.Percentile(share));

    public static long CountOf(RunRollup minute, BotStatus status)
        => (int)status < minute.Counts.Count ? minute.Counts[(int)status] : 0;
}

/// <summary>One minute of one bot; statuses that did not occur are left out.</summary>
internal sealed record MinuteBody(DateTimeOffset Minute, IReadOnlyDictionary<BotStatus, long> Counts, double? P50, double? P95)
{
    public static MinuteBody Of(RunRollup minute)
        => new(
            minute.Minute,
            Enum.GetValues<BotStatus>()
                .Where(status => BotMetricsBody.CountOf(minute, status) > 0)
                .ToDictionary(static status => status, status => BotMetricsBody.CountOf(minute, status)),
            BotMetricsBody.Percentile(minute.Latency, 0.50),
            BotMetricsBody.Percentile(minute.Latency, 0.95));
}
