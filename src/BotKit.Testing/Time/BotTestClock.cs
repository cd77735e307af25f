using Microsoft.Extensions.Time.Testing;

namespace BotKit.Testing;

/// <summary>
/// The clock of a test. It stands still until it is moved, and it knows what waits for it. Move it through
/// <see cref="BotTestHost"/>, which stops at every timer on the way; <see cref="FakeTimeProvider.Advance"/> goes in one step.
/// </summary>
public sealed class BotTestClock : FakeTimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<TestTimer> _armed = [];
    private TimeSpan _wallShift;
    private long _changes;

    /// <summary>Creates a clock that starts at midnight (UTC) of 1 January 2000.</summary>
    public BotTestClock()
    {
    }

    /// <summary>Creates a clock.</summary>
    /// <param name="start">Where it starts.</param>
    public BotTestClock(DateTimeOffset start)
        : base(start)
    {
    }

    /// <summary>When the next timer is due; <see langword="null"/> when nothing waits for this clock.</summary>
    public DateTimeOffset? NextDue => Next() is { } next ? GetUtcNow().AddTicks(next.Due - GetTimestamp()) : null;

    /// <summary>Grows whenever a timer is set, changed, stopped or fired.</summary>
    internal long Changes => Volatile.Read(ref _changes);

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _wallShift;

    /// <inheritdoc/>
    public override long GetTimestamp() => base.GetUtcNow().Ticks;

    /// <summary>
    /// Sets the wall clock forward or back, as an operator or a time server does. Elapsed times and timers, which go by the
    /// monotonic clock, do not notice.
    /// </summary>
    /// <param name="value">The new time.</param>
    public new void AdjustTime(DateTimeOffset value) => _wallShift += value - GetUtcNow();

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new TestTimer(this, callback, state);
        timer.Attach(base.CreateTimer(static timer => ((TestTimer)timer!).Fire(), timer, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>The timer that is due first.</summary>
    internal (long Due, TestTimerKind Kind)? Next() => Next(static _ => true);

    /// <summary>The timer that is due first, of those of some kinds.</summary>
    internal (long Due, TestTimerKind Kind)? Next(Func<TestTimerKind, bool> isOf)
    {
        lock (_lock)
        {
            TestTimer? first = null;
            foreach (var timer in _armed)
            {
                first = isOf(timer.Kind) && !(first?.Due <= timer.Due) ? timer : first;
            }

            return first is null ? null : (first.Due, first.Kind);
        }
    }

    /// <summary>A timer is about to be set.</summary>
    /// <returns>The timestamp from which its due time counts.</returns>
    internal long Arm(TestTimer timer, TimeSpan dueTime)
    {
        lock (_lock)
        {
            return Set(timer, dueTime);
        }
    }

    /// <summary>Whether somebody else moved the clock while a timer was set, so that it is due later than it says.</summary>
    internal bool HasMoved(TestTimer timer, long since, TimeSpan dueTime)
    {
        lock (_lock)
        {
            return GetTimestamp() != since && timer.Due == since + dueTime.Ticks && _armed.Contains(timer);
        }
    }

    /// <summary>A timer fires; it may have been set anew by somebody else meanwhile, and is left as it is then.</summary>
    internal void Fired(TestTimer timer, TimeSpan period)
    {
        lock (_lock)
        {
            if (timer.Due > GetTimestamp())
            {
                return;
            }

            _armed.Remove(timer);
            _changes++;
            if (period > TimeSpan.Zero)
            {
                Set(timer, period);
            }
        }
    }

    internal void Disarm(TestTimer timer)
    {
        lock (_lock)
        {
            _armed.Remove(timer);
            _changes++;
        }
    }

    private long Set(TestTimer timer, TimeSpan dueTime)
    {
        var now = GetTimestamp();
        timer.Due = now + dueTime.Ticks;
        _armed.Add(timer);
        _changes++;
        return now;
    }
}
