using System.Collections.Concurrent;
using System.Globalization;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Reads what the due instants of schedules follow from, once for each revision of a schedule and each set of calendars.</summary>
internal sealed class ScheduleTimings(ScheduleCalendars calendars)
{
    private const int MaxKept = 250_000;

    private readonly CronSchedules _crons = new();
    private readonly ConcurrentDictionary<string, Kept> _kept = new(StringComparer.Ordinal);

    /// <exception cref="ScheduleUnreadableException">This node does not know its zone or a calendar of it, or cannot read its expression.</exception>
    public ScheduleTiming Of(BotSchedule schedule)
    {
        var version = calendars.Version;
        var id = schedule.Definition.Id;
        if (_kept.TryGetValue(id, out var kept) && kept.Revision == schedule.Revision && kept.Calendars == version && kept.Anchor == schedule.Anchor)
        {
            return kept.Timing;
        }

        var timing = Read(schedule.Definition, schedule.Anchor);
        if (_kept.Count > MaxKept)
        {
            _kept.Clear();
        }

        _kept[id] = new(schedule.Revision, version, schedule.Anchor, timing);
        return timing;
    }

    /// <inheritdoc cref="Of"/>
    public ScheduleTiming Read(BotScheduleDefinition definition, DateTimeOffset anchor)
        => new(Cron(definition.Cron, definition.TimeZone, anchor), ScheduleTiming.TextOf(definition, anchor), calendars.Find(definition.Blackouts));

    /// <summary>What the instants of an occurrence follow from; nothing is known of its calendars.</summary>
    /// <exception cref="ScheduleUnreadableException">This node cannot read it.</exception>
    public ScheduleTiming Read(string timing)
    {
        var parts = timing.Split('|');
        return parts.Length == 3 && long.TryParse(parts[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var anchor)
            ? new(Cron(parts[0], parts[1], DateTimeOffset.FromUnixTimeMilliseconds(anchor)), timing, null)
            : throw new ScheduleUnreadableException("timing", "What an occurrence follows from cannot be read.");
    }

    private CronSchedule Cron(string expression, string timeZone, DateTimeOffset anchor)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone))
        {
            throw new ScheduleUnreadableException("timeZone", $"There is no time zone '{timeZone}' on this machine.");
        }

        try
        {
            var cron = _crons.Get(expression, zone);
            return cron.Period is null ? cron : cron.WithAnchor(anchor);
        }
        catch (FormatException exception)
        {
            throw new ScheduleUnreadableException("cron", exception.Message);
        }
    }

    private sealed record Kept(long Revision, int Calendars, DateTimeOffset Anchor, ScheduleTiming Timing);
}
