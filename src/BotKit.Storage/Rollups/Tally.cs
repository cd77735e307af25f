using BotKit.Ledger;

namespace BotKit.Storage.Rollups;

/// <summary>Counts by status and durations of one bot in one minute.</summary>
internal sealed class Tally
{
    public const int Statuses = 7;

    public long[] Counts { get; } = new long[Statuses];

    public LatencyHistogram Latency { get; init; } = new();

    public void Add(Tally other)
    {
        for (var i = 0; i < Statuses; i++)
        {
            Counts[i] += other.Counts[i];
        }

        Latency.Add(other.Latency);
    }
}
