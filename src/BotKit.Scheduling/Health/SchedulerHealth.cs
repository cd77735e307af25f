using BotKit.Health;
using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Scheduling.Maintenance;
using BotKit.Scheduling.Schedules;
using BotKit.Scheduling.Work;

namespace BotKit.Scheduling.Health;

/// <summary>Whether this node does what it should of the work that runs later.</summary>
internal sealed class SchedulerHealth(
    QueueWorker worker,
    MaintenanceWorker maintenance,
    ScheduleWorker schedules,
    ScheduleFiring firing,
    ScheduleSource source,
    LatenessWatch watch,
    ScheduledBots bots,
    IBotScheduleStore store) : IBotHealthContributor
{
    private const int MaxNames = 5;

    public string Name => "scheduler";

    public async ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
    {
        var overdue = await CountOverdueAsync(cancellationToken).ConfigureAwait(false);
        string[] reasons = [.. OfQueue(worker.Condition, maintenance.IsDown), .. OfSchedules(overdue)];
        return reasons.Length == 0 ? BotHealthContribution.Healthy : new(BotHealthStatus.Degraded, string.Join(" ", reasons));
    }

    /// <summary>Counted anew each time; <see langword="null"/> when the store cannot say.</summary>
    private async ValueTask<int?> CountOverdueAsync(CancellationToken cancellationToken)
    {
        try
        {
            return schedules.IsRunning
                ? await store.CountOverdueAsync(bots.Names, ScheduleStatuses.OverdueAfter, cancellationToken).ConfigureAwait(false)
                : 0;
        }
        catch (BotStoreException)
        {
            return null;
        }
    }

    private IEnumerable<string> OfSchedules(int? overdue)
    {
        if (source.Failures.Count > 0)
        {
            yield return "The newest schedules of configuration are not valid; the last good ones are in force.";
        }

        if (!schedules.IsRunning)
        {
            yield break;
        }

        foreach (var loop in schedules.LoopsDown)
        {
            yield return $"The {loop} loop failed and starts again.";
        }

        if (overdue is null || schedules.IsStoreAway)
        {
            yield return "The store cannot be asked for schedules.";
        }
        else if (overdue > 0)
        {
            yield return $"{overdue} schedules are overdue by more than {ScheduleStatuses.OverdueAfter.TotalSeconds:0} seconds.";
        }

        if (firing.Unreadable.Keys is var unreadable && unreadable.Any())
        {
            yield return $"This node cannot read the schedules {NamesOf(unreadable)}.";
        }

        if (watch.LongLate is { Count: > 0 } late)
        {
            yield return $"No success for more than {Expectations.Longest.TotalHours:0} hours of the schedules {NamesOf(late)}.";
        }
    }

    private static string NamesOf(IEnumerable<string> ids)
    {
        string[] names = [.. ids.Order(StringComparer.Ordinal)];
        return names.Length <= MaxNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MaxNames))} and {names.Length - MaxNames} others";
    }

    private static IEnumerable<string> OfQueue(QueueCondition queue, bool isMaintenanceDown)
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
