namespace BotKit.Nodes;

/// <summary>An instant by both clocks: the monotonic one stands still while a machine sleeps, the other one jumps.</summary>
internal sealed record LeaseStamp(long Timestamp, DateTimeOffset At)
{
    public static LeaseStamp Now(TimeProvider clock) => new(clock.GetTimestamp(), clock.GetUtcNow());

    /// <summary>The larger of what the two clocks say.</summary>
    public TimeSpan Elapsed(TimeProvider clock)
    {
        var monotonic = clock.GetElapsedTime(Timestamp);
        var wall = clock.GetUtcNow() - At;
        return monotonic > wall ? monotonic : wall;
    }
}
