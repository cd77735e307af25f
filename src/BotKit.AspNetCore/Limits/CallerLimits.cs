using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Limits;

/// <summary>
/// Counts calls by caller and bot in a bounded table. Only allowances that nobody uses leave it, so nobody gets a new one by
/// making others; callers for whom there is no room share one.
/// </summary>
internal sealed class CallerLimits(int callsPerMinute, int maxCallers, TimeProvider clock, ILogger logger)
{
    private readonly ConcurrentDictionary<(string Caller, string Bot), Allowance> _allowances = new();
    private readonly Allowance _shared = new();
    private readonly Lock _sweeping = new();
    private readonly long _interval = Math.Max(1, clock.TimestampFrequency * 60 / callsPerMinute);
    private long _nextSweep = long.MinValue;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <param name="caller">Who calls.</param>
    /// <param name="bot">A registered bot's name, or an empty text for everything else.</param>
    /// <param name="retryAfter">When refused, how long until a call is allowed.</param>
    public bool TryTake(string caller, string bot, out TimeSpan retryAfter)
    {
        var now = clock.GetTimestamp();
        var taken = Find((caller, bot), now).TryTake(now, _interval, callsPerMinute, out var wait);
        retryAfter = taken ? TimeSpan.Zero : clock.GetElapsedTime(0, wait);
        return taken;
    }

    private Allowance Find((string Caller, string Bot) key, long now)
    {
        if (_allowances.TryGetValue(key, out var known))
        {
            return known;
        }

        if (Count >= maxCallers && !Sweep(now))
        {
            return _shared;
        }

        var allowance = new Allowance();
        known = _allowances.GetOrAdd(key, allowance);
        if (known == allowance)
        {
            Interlocked.Increment(ref _count);
        }

        return known;
    }

    // At most once a second: a full table must not cost every unknown caller a walk through it.
    private bool Sweep(long now)
    {
        lock (_sweeping)
        {
            if (Count < maxCallers)
            {
                return true;
            }

            if (now < _nextSweep)
            {
                return false;
            }

            _nextSweep = now + clock.TimestampFrequency;
            foreach (var entry in _allowances)
            {
                if (entry.Value.IsUnused(now) && _allowances.TryRemove(entry))
                {
                    Interlocked.Decrement(ref _count);
                }
            }

            if (Count < maxCallers)
            {
                return true;
            }

            Log.CallersFull(logger);
            return false;
        }
    }
}
