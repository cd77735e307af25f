namespace BotKit.Scheduling;

/// <summary>The instants of <c>@every</c>: an anchor and whole periods from it.</summary>
internal sealed class Every
{
    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    private readonly ZoneOffsets _zone;
    private readonly long _anchor;

    public Every(TimeSpan period, ZoneOffsets zone) : this(period, zone, DateTimeOffset.UnixEpoch)
    {
    }

    private Every(TimeSpan period, ZoneOffsets zone, DateTimeOffset anchor)
    {
        Period = period;
        _zone = zone;
        _anchor = anchor.UtcTicks;
    }

    public TimeSpan Period { get; }

    public Every From(DateTimeOffset anchor) => new(Period, _zone, anchor);

    public DateTimeOffset? Next(long from, bool inclusive)
    {
        var since = SinceLatest(from);
        return At(since == 0 && inclusive ? from : from - since + Period.Ticks);
    }

    public DateTimeOffset? Previous(long from, bool inclusive)
    {
        var since = SinceLatest(from);
        return At(since == 0 && !inclusive ? from - Period.Ticks : from - since);
    }

    private DateTimeOffset? At(long utc) => utc is < 0 or > Calendar.Last ? null : _zone.At(utc).At(utc);

    private long SinceLatest(long ticks)
    {
        var rest = (ticks - _anchor) % Period.Ticks;
        return rest < 0 ? rest + Period.Ticks : rest;
    }
}
