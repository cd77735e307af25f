using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Decides what becomes of the due instants of a schedule. It reads nothing but what it is given.</summary>
internal static class FireRules
{
    /// <summary>Instants that one step deals with at most.</summary>
    public const int MaxInstants = 10_000;

    /// <summary>Instants of a schedule that may wait for an earlier run.</summary>
    public const int MaxWaiting = 1_000;

    /// <summary>How long instants that wait are left alone, unless a run of their schedule ends on the node that looks.</summary>
    public static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public static ScheduleStep Decide(ScheduleView view, in FireContext context)
    {
        var schedule = view.Schedule;
        if (schedule.IsRetired)
        {
            return new(schedule.WakeAt is null && schedule.NextDue is null ? schedule : schedule with { NextDue = null, WakeAt = null });
        }

        var step = new FireStep(view, context);
        step.StartWaiting();
        step.DealWithDue();
        return step.End();
    }
}
