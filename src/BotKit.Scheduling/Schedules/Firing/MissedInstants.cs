using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Which of the missed instants are made up for: the latest, as many as the policy says. Those that a pause or a calendar covers do not count.</summary>
internal sealed class MissedInstants(BotSchedule schedule, ScheduleTiming timing, DateTimeOffset missedBefore)
{
    private DateTimeOffset? _first;

    /// <summary>Whether a missed instant, which neither pause nor calendar covers, gets no run.</summary>
    public bool IsDropped(DateTimeOffset due)
        => schedule.Definition.Missed == BotMissedRunPolicy.Skip || due < (_first ??= First());

    /// <summary>The earliest that is made up for: found from the end, so that it costs as much as they are many, however long the outage was.</summary>
    private DateTimeOffset First()
    {
        var left = schedule.Definition.Missed == BotMissedRunPolicy.RunOnce ? 1 : schedule.Definition.CatchUpLimit;
        var from = schedule.NextDue!.Value;
        var before = schedule.Definition.EndAt < missedBefore ? schedule.Definition.EndAt.Value.AddTicks(1) : missedBefore;
        while (timing.Before(before) is { } instant && instant >= from)
        {
            if (timing.BlackoutStart(instant) is { } day)
            {
                // Where a day begins twice, what lies between is looked at instant by instant.
                before = day;
            }
            else if (schedule.Pause is { } pause && instant >= pause.Since && instant < pause.Until)
            {
                before = pause.Since;
            }
            else if (--left == 0)
            {
                return instant;
            }
            else
            {
                before = instant;
            }
        }

        return from;
    }
}
