using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace BotKit.Scheduling;

/// <summary>
/// The offsets of a zone, year by year as they are needed. They are found by asking for the offset of instants: what <see cref="TimeZoneInfo"/> says of local times
/// (invalid, ambiguous) is wrong around some changes of a zone's standard time.
/// </summary>
internal sealed class ZoneOffsets
{
    /// <summary>More than two offsets can differ by, and longer than a repeated or a left out span lasts.</summary>
    public const long Margin = 50 * TimeSpan.TicksPerHour;

    private const long Stride = 6 * TimeSpan.TicksPerHour;
    private static readonly ConditionalWeakTable<TimeZoneInfo, ZoneOffsets> Known = [];

    private readonly TimeZoneInfo _zone;
    private readonly ConcurrentDictionary<int, Stretch[]> _years = new();
    private Stretch[] _latest;

    private ZoneOffsets(TimeZoneInfo zone)
    {
        var isFixed = zone.GetAdjustmentRules().Length == 0;
        _zone = zone;
        IsUtc = isFixed && zone.BaseUtcOffset == TimeSpan.Zero;
        _latest = isFixed ? [new Stretch(0, Calendar.Last + 1, zone.BaseUtcOffset.Ticks, 0)] : [];
    }

    /// <summary>Those of a zone, kept for as long as the zone is.</summary>
    public static ZoneOffsets Of(TimeZoneInfo zone) => Known.GetValue(zone, static zone => new ZoneOffsets(zone));

    /// <summary>Whether local time is UTC at all times.</summary>
    public bool IsUtc { get; }

    /// <summary>The stretch in which an instant lies.</summary>
    public Stretch At(long utc)
    {
        var year = _latest;
        if (year.Length == 0 || utc < year[0].Start || utc >= year[^1].End)
        {
            _latest = year = _years.GetOrAdd(Calendar.YearOf(utc), static (year, offsets) => offsets.Year(year), this);
        }

        var index = 0;
        while (utc >= year[index].End)
        {
            index++;
        }

        return year[index];
    }

    private Stretch[] Year(int year)
    {
        var (first, end) = (Calendar.StartOfYear(year), Calendar.StartOfYear(year + 1));
        var stretches = new List<Stretch>();
        var start = Math.Max(0, first - Margin);
        var seen = 0L;
        while (start < end)
        {
            var offset = OffsetAt(start);
            var stop = start < first ? EndOf(start, first) : EndOf(start, end);
            if (start >= first)
            {
                stretches.Add(new Stretch(start, stop, offset, seen));
            }

            seen = Math.Max(seen, stop + offset);
            start = stop;
        }

        return [.. stretches];
    }

    /// <summary>Where the offset changes, or else the limit.</summary>
    private long EndOf(long start, long limit)
    {
        var offset = OffsetAt(start);
        for (var at = start; at < limit;)
        {
            var next = Math.Min(at + Stride, limit);
            if (next <= Calendar.Last && OffsetAt(next) != offset)
            {
                return Change(at, next, offset);
            }

            at = next;
        }

        return limit;
    }

    private long Change(long before, long after, long offset)
    {
        while (after - before > 1)
        {
            var middle = before + ((after - before) / 2);
            (before, after) = OffsetAt(middle) == offset ? (middle, after) : (before, middle);
        }

        return after;
    }

    private long OffsetAt(long utc) => _zone.GetUtcOffset(new DateTime(utc, DateTimeKind.Utc)).Ticks;
}
