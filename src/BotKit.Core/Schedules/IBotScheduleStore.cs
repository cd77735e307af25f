using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>
/// Keeps schedules and their occurrences beside the ledger, so that an occurrence, its run and the schedule's next due instant are
/// written in one transaction. It computes nothing of a schedule itself: delegates decide inside the transaction, with the
/// schedule held against everybody else. They must be quick, must not wait and must not call a store, and may be called again when
/// a transaction is repeated.
/// </summary>
public interface IBotScheduleStore
{
    /// <summary>Changes schedules, or makes new ones.</summary>
    /// <param name="ids">Which, each once.</param>
    /// <param name="change">
    /// Is given the id, the present schedule (<see langword="null"/> when there is none) and the store's time; what it returns is
    /// written. <see langword="null"/> or the same instance leaves everything as it is.
    /// </param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The schedules afterwards, in the order of the ids; <see langword="null"/> where there is none.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<IReadOnlyList<BotSchedule?>> ChangeAsync(
        IReadOnlyList<string> ids, Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change, CancellationToken cancellationToken);

    /// <summary>
    /// Deals with schedules whose <see cref="BotSchedule.WakeAt"/> has come, earliest first, each held against other nodes. A store
    /// may deal with fewer at a time than are due; <see cref="ScheduleFireBatch.NextDue"/> is then zero or less. What a delegate throws
    /// reaches the caller, and nothing is changed by that fire.
    /// </summary>
    /// <param name="request">Which.</param>
    /// <param name="decide">What to do with one.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotStoreException">The store cannot say. Repeating the fire deals with nothing twice.</exception>
    ValueTask<ScheduleFireBatch> FireAsync(ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide, CancellationToken cancellationToken);

    /// <summary>Changes what became of a range of past instants: a backfill.</summary>
    /// <param name="id">The schedule.</param>
    /// <param name="from">The range's first instant.</param>
    /// <param name="to">Its last.</param>
    /// <param name="change">Is given the schedule and the occurrences that touch the range, at most 20,000; <see langword="null"/> changes nothing.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What was written; <see langword="null"/> when there is no such schedule or nothing was to change.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<ScheduleStep?> ChangeOccurrencesAsync(
        string id, DateTimeOffset from, DateTimeOffset to, Func<ScheduleView, ScheduleStep?> change, CancellationToken cancellationToken);

    /// <summary>Finds a schedule, also a retired one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<BotSchedule?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>Schedules by id in ordinal order.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotSchedule>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken);

    /// <summary>Occurrences of a schedule, the latest due first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<BotOccurrence>> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken);

    /// <summary>When a run of each schedule last ended <see cref="BotStatus.Succeeded"/>, however it came to be; schedules without one are absent.</summary>
    /// <param name="ids">Which schedules, at most 1,000.</param>
    /// <param name="since">Only runs that were accepted at or after this are looked at.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> ReadSuccessesAsync(
        IReadOnlyList<string> ids, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>How many schedules should have been fired a while ago, by the store's clock: a fresh count.</summary>
    /// <param name="bots">The bots whose schedules count.</param>
    /// <param name="by">How long ago at least.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <remarks>The default reads all schedules; a store that can count does that.</remarks>
    async ValueTask<int> CountOverdueAsync(IReadOnlyList<string> bots, TimeSpan by, CancellationToken cancellationToken)
    {
        var since = await ReadClockAsync(cancellationToken).ConfigureAwait(false) - by;
        var known = bots.ToHashSet(StringComparer.Ordinal);
        var (count, after) = (0, default(string));
        IReadOnlyList<BotSchedule> page;
        do
        {
            page = await ListAsync(new BotScheduleQuery { After = after, Count = PageSize.Max }, cancellationToken).ConfigureAwait(false);
            count += page.Count(schedule => schedule.NextDue < since && known.Contains(schedule.Definition.Bot));
            after = page.Count == 0 ? after : page[^1].Definition.Id;
        }
        while (page.Count == PageSize.Max);

        return count;
    }

    /// <summary>The store's time, by which schedules are due.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken);
}
