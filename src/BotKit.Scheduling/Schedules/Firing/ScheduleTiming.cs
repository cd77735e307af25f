using System.Globalization;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>The due instants of a schedule, and which of them blackout calendars cover.</summary>
/// <param name="Cron">Its expression in its zone, counting from its anchor.</param>
/// <param name="Text">What occurrences keep of it.</param>
/// <param name="Blackouts">The days on which it does not run, or <see langword="null"/>.</param>
internal sealed record ScheduleTiming(CronSchedule Cron, string Text, BlackoutDays? Blackouts)
{
    public static string TextOf(BotScheduleDefinition definition, DateTimeOffset anchor)
        => string.Create(CultureInfo.InvariantCulture, $"{definition.Cron}|{definition.TimeZone}|{anchor.ToUnixTimeMilliseconds()}");

    /// <summary>The first instant after another.</summary>
    public DateTimeOffset? After(DateTimeOffset instant) => Utc(Cron.GetNextOccurrence(instant));

    /// <summary>The last instant before another.</summary>
    public DateTimeOffset? Before(DateTimeOffset instant) => Utc(Cron.GetPreviousOccurrence(instant));

    /// <summary>The first instant after another that lies within the definition's limits.</summary>
    public DateTimeOffset? First(DateTimeOffset after, BotScheduleDefinition definition)
    {
        var next = definition.StartAt is { } start && start > after ? Utc(Cron.GetNextOccurrence(start, inclusive: true)) : After(after);
        return next > definition.EndAt ? null : next;
    }

    public bool IsBlackedOut(DateTimeOffset instant) => Blackouts is not null && BlackoutOf(instant) is not null;

    /// <summary>Where the days that cover an instant begin, or later; always before the instant.</summary>
    public DateTimeOffset? BlackoutStart(DateTimeOffset instant)
    {
        if (Blackouts is null || BlackoutOf(instant) is not { } range)
        {
            return null;
        }

        // Where midnight does not exist or exists twice, the later end is taken: what lies before it is looked at once more.
        var zone = Cron.TimeZone;
        var local = (range.From.Year > 1 ? range.From : new DateOnly(2, 1, 1)).ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        while (zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var start = new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Utc), TimeSpan.Zero) - zone.GetUtcOffset(local);
        return start < instant ? start : instant;
    }

    private DateRange? BlackoutOf(DateTimeOffset instant)
        => Blackouts!.Find(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Cron.TimeZone).DateTime));

    private static DateTimeOffset? Utc(DateTimeOffset? instant) => instant is { } at ? new DateTimeOffset(at.UtcTicks, TimeSpan.Zero) : null;
}
