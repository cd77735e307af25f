namespace BotKit.Chaos.Schedules;

/// <summary>A clock that is off. Its timers and timestamps are good, as they are where only the date is set wrongly.</summary>
internal sealed class SkewedClock(TimeSpan by) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + by;
}
