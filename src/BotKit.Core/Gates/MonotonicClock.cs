namespace BotKit.Gates;

/// <summary>A provider's monotonic clock in its own ticks, so that a jump of the wall clock changes nothing. Conversions round up.</summary>
internal readonly struct MonotonicClock(TimeProvider time)
{
    private readonly TimeProvider _time = time;
    private readonly long _frequency = time.TimestampFrequency;

    public long Now => _time.GetTimestamp();

    public long ToTicks(TimeSpan span) => Scale(span.Ticks, TimeSpan.TicksPerSecond, _frequency);

    public TimeSpan ToTimeSpan(long ticks) => new(Scale(ticks, _frequency, TimeSpan.TicksPerSecond));

    private static long Scale(long ticks, long from, long to)
    {
        if (from == to)
        {
            return ticks;
        }

        // Whole seconds apart from the rest, so that nothing overflows.
        var (seconds, rest) = Math.DivRem(ticks, from);
        return (seconds * to) + (((rest * to) + from - 1) / from);
    }
}
