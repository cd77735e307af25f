using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Says how schedules are doing.</summary>
internal sealed class ScheduleStatuses(IBotScheduleStore store, LatenessCheck lateness, Func<ScheduleSource> source)
{
    /// <summary>How long after its instant a schedule that was not fired is overdue.</summary>
    public static readonly TimeSpan OverdueAfter = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan LookBack = TimeSpan.FromDays(31);

    public async ValueTask<BotScheduleStatus> OfAsync(BotSchedule schedule, CancellationToken cancellationToken)
        => (await OfAsync([schedule], cancellationToken).ConfigureAwait(false))[0];

    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    public async ValueTask<IReadOnlyList<BotScheduleStatus>> OfAsync(IReadOnlyList<BotSchedule> schedules, CancellationToken cancellationToken)
    {
        if (schedules.Count == 0)
        {
            return [];
        }

        _ = await source().LoadAsync(cancellationToken).ConfigureAwait(false);
        var now = await store.ReadClockAsync(cancellationToken).ConfigureAwait(false);
        var found = await lateness.LookAsync(schedules, now, now - LookBack, cancellationToken).ConfigureAwait(false);
        var statuses = new BotScheduleStatus[schedules.Count];
        for (var i = 0; i < statuses.Length; i++)
        {
            var schedule = schedules[i];
            statuses[i] = new(
                SchedulePause.IsOver(schedule.Pause, now) ? schedule with { Pause = null } : schedule,
                WordsOf(schedule.Definition.Cron),
                found[i].LastSuccess,
                schedule.NextDue < now - OverdueAfter,
                found[i].LateFor is not null);
        }

        return statuses;
    }

    private static string WordsOf(string cron) => CronSchedule.TryParse(cron, out var schedule) ? schedule.Describe() : cron;
}
