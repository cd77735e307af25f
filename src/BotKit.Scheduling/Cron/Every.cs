namespace BotKit.Scheduling;

/// <summary>The instants of <c>@every</c>: an anchor and whole periods from it.</summary>
internal readonly struct Every
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private readonly long _period;
    private readonly long _anchor;

    public Every(TimeSpan period) : this(period.Ticks, DateTimeOffset.UnixEpoch.UtcTicks)
    {
    }

    private Every(long period, long anchor)
    {
        _period = period;
        _anchor = anchor;
    }

    public TimeSpan Period => new(_period);

    public Every From(DateTimeOffset anchor) => new(_period, anchor.UtcTicks);

    public DateTimeOffset? Next(DateTimeOffset from, bool inclusive, TimeZoneInfo zone)
    {
        var since = SinceLatest(from.UtcTicks);
        var next = since == 0 && inclusive ? from.UtcTicks : from.UtcTicks - since + _period;
        return next > DateTimeOffset.MaxValue.UtcTicks ? null : Calendar.In(zone, next);
    }

    public DateTimeOffset? Previous(DateTimeOffset from, bool inclusive, TimeZoneInfo zone)
    {
        var since = SinceLatest(from.UtcTicks);
        var previous = from.UtcTicks - (since == 0 && !inclusive ? _period : since);
        return previous < DateTimeOffset.MinValue.UtcTicks ? null : Calendar.In(zone, previous);
    }

    private long SinceLatest(long ticks)
    {
        var rest = (ticks - _anchor) % _period;
        return rest < 0 ? rest + _period : rest;
    }
}
