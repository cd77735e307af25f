namespace BotKit.Scheduling;

/// <summary>The ends of what a <see cref="DateTimeOffset"/> can name: local times there may lie beyond them.</summary>
internal static class Calendar
{
    // A search may begin long before the end it runs into: the rarest expressions (29 February on a given weekday, across a century) recur after 40 years.
    private const int Margin = 100;

    public static bool IsNearItsStart(DateTimeOffset instant) => instant.Year <= DateTime.MinValue.Year + Margin;

    public static bool IsNearItsEnd(DateTimeOffset instant) => instant.Year >= DateTime.MaxValue.Year - Margin;

    /// <summary>The last instant whose local time in the zone exists.</summary>
    public static DateTimeOffset LastOf(TimeZoneInfo zone)
    {
        var offset = zone.GetUtcOffset(DateTimeOffset.MaxValue.AddDays(-1));
        return offset > TimeSpan.Zero ? DateTimeOffset.MaxValue - offset : DateTimeOffset.MaxValue;
    }

    /// <summary>An instant with the zone's offset; <see langword="null"/> where its local time does not exist.</summary>
    public static DateTimeOffset? In(TimeZoneInfo zone, long utcTicks)
    {
        var instant = new DateTimeOffset(utcTicks, TimeSpan.Zero);
        var offset = zone.GetUtcOffset(instant);
        var local = utcTicks + offset.Ticks;
        return local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks ? null : new DateTimeOffset(local, offset);
    }
}
