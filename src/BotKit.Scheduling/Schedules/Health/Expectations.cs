using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>When a success of a schedule is expected. It follows from its instants, not from what was fired, so that it also tells when nobody fires.</summary>
internal static class Expectations
{
    /// <summary>Without a success for so long although one was due, a schedule degrades the health of its host.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(25);

    /// <summary>How much later than its instant a success may be.</summary>
    public static TimeSpan Within(BotScheduleDefinition definition) => (definition.SuccessWithin ?? BotDefaults.SuccessWithin) + definition.Jitter;

    /// <summary>The latest instant for which a success should have been recorded by now; none of before the schedule was made or last changed or resumed.</summary>
    /// <param name="schedule">The schedule.</param>
    /// <param name="timing">Its instants.</param>
    /// <param name="until">The latest instant that counts.</param>
    /// <param name="now">The store's time.</param>
    /// <param name="botPause">The pause of its bot that is in force.</param>
    public static DateTimeOffset? Latest(BotSchedule schedule, ScheduleTiming timing, DateTimeOffset until, DateTimeOffset now, BotPause? botPause)
    {
        var from = schedule.Definition.EndAt < until ? schedule.Definition.EndAt.Value : until;

        // The search goes before its start; the instant itself counts.
        from = from.AddTicks(1);
        while (!schedule.IsRetired && timing.Before(from) is { } instant && instant > schedule.ChangedAt && !(instant < schedule.Definition.StartAt))
        {
            if (timing.BlackoutStart(instant) is { } day)
            {
                from = day;
            }
            else if (SchedulePause.Covers(schedule.Pause, instant, now))
            {
                from = schedule.Pause!.Since < instant ? schedule.Pause.Since : instant;
            }
            else if (botPause is not null && instant >= botPause.Since)
            {
                from = botPause.Since;
            }
            else
            {
                return instant;
            }
        }

        return null;
    }

    /// <summary>When the next success must have been recorded; <see langword="null"/> when none is expected any more.</summary>
    public static DateTimeOffset? NextDeadline(BotSchedule schedule, ScheduleTiming timing, DateTimeOffset now)
    {
        if (schedule.IsRetired)
        {
            return null;
        }

        var within = Within(schedule.Definition);
        var after = now - within;
        return timing.First(after > schedule.ChangedAt ? after : schedule.ChangedAt, schedule.Definition) is { } due ? due + within : null;
    }
}
