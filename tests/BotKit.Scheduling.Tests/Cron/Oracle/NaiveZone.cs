namespace BotKit.Scheduling.Tests.Cron.Oracle;

/// <summary>The changes of a zone's offset, found by asking for the offset of one UTC instant after the other.</summary>
internal sealed class NaiveZone(TimeZoneInfo zone)
{
    private static readonly TimeSpan Stride = TimeSpan.FromHours(6);

    public TimeSpan OffsetAt(DateTime utc) => zone.GetUtcOffset(utc);

    /// <summary>The instants of a span from which on another offset holds, to the second.</summary>
    public IEnumerable<DateTime> Changes(DateTime from, DateTime to)
    {
        for (var at = from; at < to; at += Stride)
        {
            if (OffsetAt(at) != OffsetAt(at + Stride))
            {
                yield return FirstOf(at, at + Stride);
            }
        }
    }

    private DateTime FirstOf(DateTime before, DateTime after)
    {
        while (after - before > TimeSpan.FromSeconds(1))
        {
            var middle = before.AddSeconds(Math.Floor((after - before).TotalSeconds / 2));
            (before, after) = OffsetAt(middle) == OffsetAt(before) ? (middle, after) : (before, middle);
        }

        return after;
    }
}
