using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Adds up the roll-ups of one bot.</summary>
internal sealed class BotTally
{
    // What the bot itself made of its runs: refusals, bad input and cancellations say nothing about that.
    private static readonly BotStatus[] Judged = [BotStatus.Succeeded, BotStatus.Failed, BotStatus.TimedOut, BotStatus.Dead];
    private readonly SortedDictionary<DateTimeOffset, Entry> _entries = [];

    public QueueDepthBody Queue { get; set; } = QueueDepthBody.Empty;

    /// <returns>Whether it began an entry.</returns>
    public bool Add(DateTimeOffset at, RunRollup rollup)
    {
        var isNew = !_entries.TryGetValue(at, out var entry);
        if (isNew)
        {
            _entries.Add(at, entry = new());
        }

        entry!.Add(rollup);
        return isNew;
    }

    public BotMetricsBody ToBody()
    {
        var all = new Entry();
        foreach (var entry in _entries.Values)
        {
            all.Add(entry);
        }

        var judged = Judged.Sum(all.Of);
        return new(
            all.Counts.Sum(),
            Enum.GetValues<BotStatus>().ToDictionary(static status => status, all.Of),
            judged == 0 ? null : (double)all.Of(BotStatus.Succeeded) / judged,
            all.Percentile(0.50),
            all.Percentile(0.95),
            all.Percentile(0.99),
            Queue,
            [.. _entries.Select(static entry => entry.Value.ToBody(entry.Key))]);
    }

    private sealed class Entry
    {
        private readonly LatencyHistogram _latency = new();

        public long[] Counts { get; } = new long[Enum.GetValues<BotStatus>().Length];

        public void Add(RunRollup rollup)
        {
            for (var status = 0; status < Math.Min(Counts.Length, rollup.Counts.Count); status++)
            {
                Counts[status] += rollup.Counts[status];
            }

            _latency.Add(rollup.Latency);
        }

        public void Add(Entry other)
        {
            for (var status = 0; status < Counts.Length; status++)
            {
                Counts[status] += other.Counts[status];
            }

            _latency.Add(other._latency);
        }

        public long Of(BotStatus status) => Counts[(int)status];

        public double? Percentile(double share) => _latency.Count == 0 ? null : Milliseconds.Of(_latency.Percentile(share));

        public MetricsEntryBody ToBody(DateTimeOffset at)
            => new(
                at,
                Enum.GetValues<BotStatus>().Where(status => Of(status) > 0).ToDictionary(static status => status, Of),
                Percentile(0.50),
                Percentile(0.95));
    }
}
