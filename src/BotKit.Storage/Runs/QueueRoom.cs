using BotKit.Storage.Dialect;

namespace BotKit.Storage.Runs;

/// <summary>
/// Whether more runs of a bot may wait. Counting rows costs time, so a large queue is counted only when it might be full: what
/// was submitted since is added, what was claimed since is not taken off until the next count.
/// </summary>
internal sealed class QueueRoom
{
    private const int Exact = 1_000;

    private const string Count = """
        select (select count(*) from bot_queue where bot = @bot and state = 1) + (select count(*) from bot_queue where bot = @bot and state = 0)
        """;

    private static readonly TimeSpan FullFor = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<string, Estimate> _estimates = new(StringComparer.Ordinal);

    public bool Take(StoreSession session, string bot, int max)
    {
        if (!_estimates.TryGetValue(bot, out var estimate))
        {
            _estimates.Add(bot, estimate = new Estimate { Waiting = long.MaxValue });
        }

        if (estimate.Waiting >= max && (max <= Exact || !estimate.IsFresh))
        {
            estimate.Waiting = session.Sql(Count).Set("bot", bot).Number() ?? 0;
            estimate.CountedAt = TimeProvider.System.GetTimestamp();
        }

        if (estimate.Waiting >= max)
        {
            return false;
        }

        estimate.Waiting++;
        return true;
    }

    /// <summary>How many more may wait: counted, unless there is plenty of room.</summary>
    public int Left(StoreSession session, string bot, int max)
    {
        if (!_estimates.TryGetValue(bot, out var estimate))
        {
            _estimates.Add(bot, estimate = new Estimate { Waiting = long.MaxValue });
        }

        if (estimate.Waiting > max / 2 || max <= Exact)
        {
            estimate.Waiting = session.Sql(Count).Set("bot", bot).Number() ?? 0;
            estimate.CountedAt = TimeProvider.System.GetTimestamp();
        }

        return (int)Math.Max(0, max - estimate.Waiting);
    }

    /// <summary>A run waits that did not ask for room.</summary>
    public void Added(string bot)
    {
        if (_estimates.TryGetValue(bot, out var estimate) && estimate.Waiting != long.MaxValue)
        {
            estimate.Waiting++;
        }
    }

    public void GiveBack(string bot)
    {
        if (_estimates.TryGetValue(bot, out var estimate) && estimate.Waiting > 0)
        {
            estimate.Waiting--;
        }
    }

    /// <summary>Counts anew, after something was rolled back.</summary>
    public void Forget() => _estimates.Clear();

    private sealed class Estimate
    {
        public long Waiting { get; set; }

        public long CountedAt { get; set; }

        public bool IsFresh => Waiting != long.MaxValue && TimeProvider.System.GetElapsedTime(CountedAt) < FullFor;
    }
}
