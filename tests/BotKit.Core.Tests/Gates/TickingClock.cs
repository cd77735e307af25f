namespace BotKit.Core.Tests.Gates;

/// <summary>A clock whose monotonic ticks and wall time are set apart, with any number of ticks per second.</summary>
internal sealed class TickingClock(long frequency = TimeSpan.TicksPerSecond, long start = 0) : TimeProvider
{
    private long _ticks = start;

    public DateTimeOffset Wall { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => frequency;

    public override long GetTimestamp() => Volatile.Read(ref _ticks);

    public override DateTimeOffset GetUtcNow() => Wall;

    public void Advance(long ticks) => Interlocked.Add(ref _ticks, ticks);

    public void Advance(TimeSpan span) => Advance((long)((Int128)span.Ticks * frequency / TimeSpan.TicksPerSecond));
}
