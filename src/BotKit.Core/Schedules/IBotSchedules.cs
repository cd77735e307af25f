using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>All schedules: look at them, change them, operate them. BotKit.Scheduling implements it; without <c>AddScheduling</c> it is not registered.</summary>
public interface IBotSchedules
{
    /// <summary>Schedules by id in ordinal order.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask<IReadOnlyList<BotScheduleStatus>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken = default);

    /// <summary>Finds a schedule, also a retired one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The schedule, or <see langword="null"/> when there is none with that id.</returns>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask<BotScheduleStatus?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>Makes a schedule. It is due from the store's now on. One that was deleted before goes on from where it was.</summary>
    /// <param name="definition">The schedule.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotScheduleException">Something of it is not valid, or its id is taken.</exception>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<BotScheduleStatus> CreateAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken = default);

    /// <summary>
    /// Changes a schedule. A changed expression or time zone takes effect after the store's now; anything else leaves its next due
    /// instant as it is. Of a schedule from code or file this is an override, which stays until <see cref="DeleteAsync"/> ends it.
    /// </summary>
    /// <param name="definition">The schedule as it shall be.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The schedule, or <see langword="null"/> when there is none with that id.</returns>
    /// <exception cref="BotScheduleException">Something of it is not valid.</exception>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<BotScheduleStatus?> ChangeAsync(BotScheduleDefinition definition, string by, CancellationToken cancellationToken = default);

    /// <summary>Deletes a schedule made at run time; of one from code or file it ends the override, so that it is as it was defined.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether there is such a schedule.</returns>
    /// <exception cref="BotScheduleException">It is from code or file and has no override: it can be paused, not deleted.</exception>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<bool> DeleteAsync(string id, string by, CancellationToken cancellationToken = default);

    /// <summary>Pauses a schedule: its instants are skipped, and their occurrences say so.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="by">Who.</param>
    /// <param name="duration">For how long; <see langword="null"/> until it is resumed.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The schedule, or <see langword="null"/> when there is none with that id.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<BotScheduleStatus?> PauseAsync(
        string id, string reason, string by, TimeSpan? duration = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a pause; without one it does nothing.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The schedule, or <see langword="null"/> when there is none with that id.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<BotScheduleStatus?> ResumeAsync(string id, string by, CancellationToken cancellationToken = default);

    /// <summary>Queues a run now, whatever the schedule's overlap policy and pause; its due instants are not touched.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="by">Who.</param>
    /// <param name="utf8Json">Another input for this run, validated like any; <see langword="null"/> for the schedule's.</param>
    /// <param name="idempotencyKey">An idempotency key: asking again with it gives the same run. <see langword="null"/> without one.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The run, or <see langword="null"/> when there is no schedule with that id.</returns>
    /// <exception cref="BotRejectedException">The run was not accepted.</exception>
    /// <exception cref="BotNotFoundException">The schedule's bot is not registered here.</exception>
    ValueTask<Guid?> RunNowAsync(
        string id, string by, ReadOnlyMemory<byte>? utf8Json = null, string? idempotencyKey = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Runs the instants of a past range that have no run: those skipped become runs, those before the schedule existed, too. They
    /// run one after another, unless the schedule's overlap policy is <see cref="BotOverlapPolicy.Allow"/>.
    /// </summary>
    /// <param name="id">Its id.</param>
    /// <param name="from">The range's first instant.</param>
    /// <param name="to">Its last, not in the future.</param>
    /// <param name="by">Who.</param>
    /// <param name="dryRun">Whether only to say what it would do.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What it did; <see langword="null"/> when there is no schedule with that id.</returns>
    /// <exception cref="BotScheduleException">The range is empty, in the future, or holds more than 10,000 instants.</exception>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<BotBackfill?> BackfillAsync(
        string id, DateTimeOffset from, DateTimeOffset to, string by, bool dryRun = false, CancellationToken cancellationToken = default);

    /// <summary>The next due instants of a schedule, from its next on; those that its blackout calendars cover are left out.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="count">How many, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Fewer when it ends before; <see langword="null"/> when there is no schedule with that id.</returns>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask<IReadOnlyList<DateTimeOffset>?> PreviewAsync(string id, int count, CancellationToken cancellationToken = default);

    /// <summary>What an expression means, before there is a schedule of it: in words, and when it would be due from the store's now on.</summary>
    /// <param name="cron">The cron expression.</param>
    /// <param name="timeZone">The time zone in which it is read, by its IANA or Windows id.</param>
    /// <param name="count">How many instants, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="BotScheduleException">The expression or the time zone is not valid.</exception>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask<BotSchedulePreview> PreviewAsync(string cron, string timeZone, int count, CancellationToken cancellationToken = default);

    /// <summary>What became of the due instants of a schedule, the latest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The occurrences; <see langword="null"/> when there is no schedule with that id, not even a retired one.</returns>
    /// <exception cref="BotStoreException">The store cannot be reached.</exception>
    ValueTask<IReadOnlyList<BotOccurrence>?> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken = default);
}
