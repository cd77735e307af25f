using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;

namespace BotKit.Scheduling.Schedules;

/// <summary>Notices when runs of schedules begin and end on this node.</summary>
internal sealed class ScheduledRuns(ScheduleMetrics metrics, FiringLoop firing)
{
    public void Started(ClaimedRun run) => metrics.Started(run);

    public void Ended(ClaimedRun run)
    {
        if (run.Origin?.Schedule is { } schedule)
        {
            firing.Ended(schedule);
        }
    }
}
