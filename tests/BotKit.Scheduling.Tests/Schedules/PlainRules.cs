using BotKit.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>The rules once more, written down plainly: all due instants in one list, no steps, no folding.</summary>
internal static class PlainRules
{
    public static List<(DateTimeOffset Due, string What)> Decide(
        BotScheduleDefinition definition, IReadOnlyList<DateTimeOffset> due, ScheduleView view, BotSkipReason? unready, Func<DateTimeOffset, bool> isBlackedOut)
    {
        var now = view.Now;
        var pause = view.Schedule.Pause;
        var inForce = pause is not null && (pause.Until is null || pause.Until > now);
        bool Paused(DateTimeOffset at) => inForce || (pause is not null && at >= pause.Since && at < pause.Until);
        var missed = due.Where(at => now - at > definition.MissedAfter && !Paused(at) && !isBlackedOut(at)).ToList();
        var madeUp = definition.Missed switch
        {
            BotMissedRunPolicy.Skip => [],
            BotMissedRunPolicy.RunOnce => missed.TakeLast(1).ToHashSet(),
            _ => missed.TakeLast(definition.CatchUpLimit).ToHashSet(),
        };
        var (open, waiting) = (view.OpenRuns, view.WaitingCount);
        var result = new List<(DateTimeOffset, string)>();
        if (waiting > 0 && !inForce && unready != BotSkipReason.Disabled && (open == 0 || definition.Overlap == BotOverlapPolicy.Allow))
        {
            result.Add((view.NextWaiting!.Due, "Ran"));
            open++;
            waiting--;
        }

        foreach (var at in due)
        {
            var what = Paused(at) ? "Paused" : isBlackedOut(at) ? "Blackout" : missed.Contains(at) && !madeUp.Contains(at) ? "Missed" : Honour(at);
            open += what == "Ran" ? 1 : 0;
            waiting += what == "Waiting" ? 1 : 0;
            result.Add((at, what));
        }

        return result;

        string Honour(DateTimeOffset at)
        {
            var isMadeUp = definition.Missed == BotMissedRunPolicy.CatchUp && (missed.Contains(at) || unready is not null);
            if (unready is { } reason)
            {
                var may = reason != BotSkipReason.Disabled && definition.Missed switch
                {
                    BotMissedRunPolicy.Skip => false,
                    BotMissedRunPolicy.RunOnce => open + waiting == 0,
                    _ => open + waiting < definition.CatchUpLimit,
                };
                if (!may)
                {
                    return $"{reason}";
                }
            }

            var isFree = open + waiting == 0 || definition.Overlap == BotOverlapPolicy.Allow;
            return isFree ? "Ran" : isMadeUp || definition.Overlap == BotOverlapPolicy.Queue ? "Waiting" : "Overlap";
        }
    }
}
