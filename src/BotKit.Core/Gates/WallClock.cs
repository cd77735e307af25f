namespace BotKit.Gates;

/// <summary>
/// The wall clock for those who have just read the monotonic one, which is what each run does. The system's is read at most
/// once in <see cref="Freshness"/>; in between it is told by the monotonic clock, so that a wall clock that is set is
/// followed after that time at the latest.
/// </summary>
/// <param name="time">The clocks. One that is not the system's may stand still, and is always asked.</param>
/// <param name="freshness">Another freshness, for any clock.</param>
internal sealed class WallClock(TimeProvider time, TimeSpan? freshness = null)
{
    /// <summary>How old a reading of the system's clock may be.</summary>
    public static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(5);

    private readonly long _freshFor = new MonotonicClock(time).ToTicks(freshness ?? (time == TimeProvider.System ? Freshness : TimeSpan.Zero));
    private readonly double _ticksPerStamp = (double)TimeSpan.TicksPerSecond / time.TimestampFrequency;
    private Reading? _last;

    /// <summary>The time.</summary>
    /// <param name="timestamp">The monotonic clock's, as read just before.</param>
    public DateTimeOffset At(long timestamp)
    {
        if (Volatile.Read(ref _last) is { } last)
        {
            // One of before the reading is negative, which counts as too old.
            var passed = timestamp - last.Timestamp;
            if ((ulong)passed < (ulong)_freshFor)
            {
                return new DateTimeOffset(last.UtcTicks + (long)(passed * _ticksPerStamp), TimeSpan.Zero);
            }
        }

        return Read(timestamp);
    }

    private DateTimeOffset Read(long timestamp)
    {
        var now = time.GetUtcNow();
        if (_freshFor > 0)
        {
            // A thread that was held up between its readings keeps them to itself: they do not belong together.
            var after = time.GetTimestamp();
            if ((ulong)(after - timestamp) < (ulong)_freshFor)
            {
                Volatile.Write(ref _last, new Reading(after, now.UtcTicks));
            }
        }

        return now;
    }

    private sealed record Reading(long Timestamp, long UtcTicks);
}
