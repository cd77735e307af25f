namespace BotKit.Notifications.Routing;

/// <summary>
/// When quiet hours begin and end. A time of day that happens twice counts the first time; one that a change of the clocks leaves
/// out counts when the clocks have been changed.
/// </summary>
internal sealed class QuietClock(NotificationQuietHours hours)
{
    // Each day quiet after the other joins them; more than that is quiet for ever.
    private const int MaxJoined = 14;

    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(hours.TimeZone);

    /// <summary>When the quiet hours end in which an instant lies; <see langword="null"/> when it lies in none.</summary>
    public DateTimeOffset? EndOf(DateTimeOffset instant)
    {
        var end = OneEndOf(instant);
        for (var i = 0; i < MaxJoined && end is { } at && OneEndOf(at) is { } next; i++)
        {
            end = next;
        }

        return end;
    }

    private DateTimeOffset? OneEndOf(DateTimeOffset instant)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, _zone).DateTime);
        for (var day = today.AddDays(-1); day <= today; day = day.AddDays(1))
        {
            if (hours.Days.Count > 0 && !hours.Days.Contains(day.DayOfWeek))
            {
                continue;
            }

            var end = InstantOf(hours.To <= hours.From ? day.AddDays(1) : day, hours.To);
            if (InstantOf(day, hours.From) <= instant && instant < end)
            {
                return end;
            }
        }

        return null;
    }

    private DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var offset = _zone.IsAmbiguousTime(local) ? _zone.GetAmbiguousTimeOffsets(local).Max() : _zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }
}
