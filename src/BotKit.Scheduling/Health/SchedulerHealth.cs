using BotKit.Health;
using BotKit.Scheduling.Maintenance;
using BotKit.Scheduling.Work;

namespace BotKit.Scheduling.Health;

/// <summary>Whether this node does what it should of the work that runs later.</summary>
internal sealed class SchedulerHealth(QueueWorker worker, MaintenanceWorker maintenance) : IBotHealthContributor
{
    public string Name => "scheduler";

    public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        var reasons = Reasons(worker.Condition, maintenance.IsDown).ToArray();
        return new(reasons.Length == 0 ? BotHealthContribution.Healthy : new(BotHealthStatus.Degraded, string.Join(" ", reasons)));
    }

    private static IEnumerable<string> Reasons(QueueCondition queue, bool isMaintenanceDown)
    {
        if (queue.IsRunning && queue.IsLoopDown)
        {
            yield return "The claim loop failed and starts again.";
        }

        if (queue.IsRunning && queue.IsStoreAway)
        {
            yield return "The queue cannot be asked for runs.";
        }

        if (queue.IsRunning && !queue.IsHeld)
        {
            yield return "This node holds no lease and takes no runs.";
        }

        if (queue.Unwritten > 0)
        {
            yield return $"{queue.Unwritten} results wait for the store.";
        }

        if (queue.Overdue > 0)
        {
            yield return $"The code of {queue.Overdue} queued runs that have ended is still executing.";
        }

        if (isMaintenanceDown)
        {
            yield return "The maintenance loop failed and starts again.";
        }
    }
}
