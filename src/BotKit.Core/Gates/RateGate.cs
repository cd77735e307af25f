namespace BotKit.Gates;

/// <summary>The rate limit of one bot: it grants or refuses at once and never waits.</summary>
internal sealed class RateGate
{
    private readonly Lock _lock = new();
    private readonly MonotonicClock _clock;
    private RateSettings _settings;
    private RateCounter? _counter;
    private long _closedUntil = long.MinValue;

    public RateGate(BotRateLimitOptions options, TimeProvider timeProvider)
    {
        _clock = new MonotonicClock(timeProvider);
        _settings = RateSettings.From(options);
        _counter = CreateCounter();
    }

    /// <summary>Takes a permit. If there is none, says how long to wait until there is one, if nobody else takes it.</summary>
    public bool TryAcquire(out TimeSpan retryAfter)
    {
        if (Volatile.Read(ref _counter) is null)
        {
            retryAfter = TimeSpan.Zero;
            return true;
        }

        return TryAcquire(_clock.Now, out retryAfter);
    }

    /// <summary>The same for a caller that has just read the timestamp of the clock, which costs more than all the rest.</summary>
    public bool TryAcquire(long timestamp, out TimeSpan retryAfter)
    {
        // Once refused, everybody is refused until the next permit is due: a flood takes no lock.
        var availableAt = Volatile.Read(ref _closedUntil);
        if (timestamp >= availableAt && TryTake(timestamp, out availableAt))
        {
            retryAfter = TimeSpan.Zero;
            return true;
        }

        retryAfter = _clock.ToTimeSpan(availableAt - timestamp);
        return false;
    }

    /// <summary>How many permits could be taken now, and, if none, how long to wait for one.</summary>
    public int Left(out TimeSpan opensIn)
    {
        opensIn = TimeSpan.Zero;
        if (Volatile.Read(ref _counter) is null)
        {
            return int.MaxValue;
        }

        lock (_lock)
        {
            var now = _clock.Now;
            if (_counter is null)
            {
                return int.MaxValue;
            }

            var left = _counter.Left(now);
            if (left == 0 && !_counter.TryTake(now, out var availableAt))
            {
                opensIn = _clock.ToTimeSpan(availableAt - now);
            }

            return left;
        }
    }

    /// <summary>Takes new settings. A changed number of permits keeps what was used; a changed kind, window or number of segments counts anew.</summary>
    public void Configure(BotRateLimitOptions options)
    {
        var settings = RateSettings.From(options);
        lock (_lock)
        {
            var old = _settings;
            if (settings == old)
            {
                return;
            }

            _settings = settings;
            if (_counter is not null && settings == old with { Permits = settings.Permits })
            {
                _counter.Resize(settings.Permits, _clock.Now);
            }
            else
            {
                Volatile.Write(ref _counter, CreateCounter());
            }

            Volatile.Write(ref _closedUntil, long.MinValue);
        }
    }

    private bool TryTake(long now, out long availableAt)
    {
        availableAt = now;
        if (Volatile.Read(ref _counter) is null)
        {
            return true;
        }

        lock (_lock)
        {
            if (_counter is null || _counter.TryTake(now, out availableAt))
            {
                return true;
            }

            Volatile.Write(ref _closedUntil, availableAt);
            return false;
        }
    }

    private RateCounter? CreateCounter()
    {
        var (kind, permits, window, segments) = _settings;
        var now = _clock.Now;
        return kind switch
        {
            BotRateLimitKind.FixedWindow => new FixedWindowCounter(permits, _clock.ToTicks(window), now),
            BotRateLimitKind.SlidingWindow => new SlidingWindowCounter(permits, _clock.ToTicks(window), segments, now),
            BotRateLimitKind.TokenBucket => new TokenBucketCounter(permits, _clock.ToTicks(window), now),
            _ => null,
        };
    }
}
