using Cronos;

namespace BotKit.Scheduling;

/// <summary>
/// An expression in a zone. Cronos finds the local times; which instants they are is decided here, stretch by stretch of the zone's offset,
/// because Cronos 0.13 asks <see cref="TimeZoneInfo"/> about local times and so returns wrong instants, or one instant for ever, around some changes.
/// </summary>
/// <param name="cron">The expression.</param>
/// <param name="isInterval">Whether it is also due in the second of two equal local times.</param>
/// <param name="zone">The zone's offsets.</param>
internal sealed class ZonedCron(CronExpression cron, bool isInterval, ZoneOffsets zone)
{
    private readonly LocalTimes _times = new(cron);

    /// <summary>The expression as Cronos writes it; see <see cref="CronWords"/>.</summary>
    public string Normal => cron.ToString();

    public DateTimeOffset? Next(long from, bool inclusive)
    {
        if (zone.IsUtc && from < Calendar.Last - TimeSpan.TicksPerSecond)
        {
            return cron.GetNextOccurrence(new DateTime(from, DateTimeKind.Utc), inclusive) is { } next ? new DateTimeOffset(next) : null;
        }

        return NextOf(from, inclusive);
    }

    private DateTimeOffset? NextOf(long from, bool inclusive)
    {
        var stretch = zone.At(from);
        if (inclusive && from == stretch.Start && from > 0 && IsDueAtStartOf(stretch, zone.At(from - 1)))
        {
            return stretch.At(from);
        }

        var low = from + stretch.Offset + (inclusive ? 0 : 1);
        for (long searched = long.MaxValue, match = 0; ;)
        {
            low = isInterval ? low : Math.Max(low, stretch.Seen);
            if (low < searched || low > match)
            {
                (searched, match) = (low, _times.From(low));
            }

            if (match == LocalTimes.None || match < stretch.LocalEnd)
            {
                return match == LocalTimes.None ? null : stretch.At(match - stretch.Offset);
            }

            if (stretch.End > Calendar.Last)
            {
                return null;
            }

            var next = zone.At(stretch.End);
            if (IsDueAtStartOf(next, stretch))
            {
                return next.At(next.Start);
            }

            // Nothing matches between what was searched and the match: the stretches between need no look.
            stretch = next.LocalStart >= searched && match - ZoneOffsets.Margin > next.End ? zone.At(match - ZoneOffsets.Margin) : next;
            low = stretch.LocalStart;
        }
    }

    public DateTimeOffset? Previous(long from, bool inclusive)
    {
        var at = inclusive ? from : from - 1;
        if (at < 0)
        {
            return null;
        }

        var stretch = zone.At(at);
        var high = at + stretch.Offset;
        for (long searched = long.MinValue, match = 0; ;)
        {
            if (high > searched || high < match)
            {
                (searched, match) = (high, _times.Until(high));
            }

            if (match == LocalTimes.None || match >= (isInterval ? stretch.LocalStart : Math.Max(stretch.LocalStart, stretch.Seen)))
            {
                return match == LocalTimes.None ? null : stretch.At(match - stretch.Offset);
            }

            if (stretch.Start == 0)
            {
                return null;
            }

            var previous = zone.At(stretch.Start - 1);
            if (IsDueAtStartOf(stretch, previous))
            {
                return stretch.At(stretch.Start);
            }

            stretch = previous.LocalEnd <= searched && match + ZoneOffsets.Margin < previous.Start ? zone.At(match + ZoneOffsets.Margin) : previous;
            high = stretch.LocalEnd - 1;
        }
    }

    /// <summary>Whether a time is due that the clock passed over when it was put forward to where the stretch starts.</summary>
    private bool IsDueAtStartOf(in Stretch stretch, in Stretch previous)
    {
        var from = isInterval ? previous.LocalEnd : stretch.Seen;
        return from < stretch.LocalStart && _times.From(from) is not LocalTimes.None and var match && match < stretch.LocalStart;
    }
}
