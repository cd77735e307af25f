using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>
/// Changes schedules whose instants of the past were not dealt with yet, so that what was due under the old definition is dealt with
/// under it, and nothing of the past under the new one.
/// </summary>
internal sealed class ScheduleSettling(IBotScheduleStore store, ScheduleFiring firing)
{
    // An instant may become due between the two transactions; a schedule of every second, on a slow store, a few times in a row.
    private const int MaxRounds = 20;

    /// <summary>Changes one schedule, after what is due was dealt with where the change asks for that.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="change">Is told whether it must go on although something is due.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    public async ValueTask<BotSchedule?> ChangeAsync(
        string id, Func<BotSchedule?, DateTimeOffset, SettledChange> change, CancellationToken cancellationToken)
    {
        for (var round = 0; ; round++)
        {
            var mustSettle = false;
            var after = await store.ChangeAsync(
                [id],
                (_, present, now) =>
                {
                    var decided = change(present, now);
                    mustSettle = round < MaxRounds && present is not null && decided.IsUnsettled;
                    return mustSettle ? null : decided.Schedule;
                },
                cancellationToken).ConfigureAwait(false);
            if (!mustSettle)
            {
                return after[0];
            }

            if (!await firing.SettleAsync(after[0]!, cancellationToken).ConfigureAwait(false))
            {
                round = MaxRounds;
            }
        }
    }
}

/// <summary>What a schedule shall become.</summary>
/// <param name="Schedule">The schedule; <see langword="null"/> leaves it as it is.</param>
/// <param name="IsUnsettled">Whether what is due must be dealt with first.</param>
internal readonly record struct SettledChange(BotSchedule? Schedule, bool IsUnsettled = false);
