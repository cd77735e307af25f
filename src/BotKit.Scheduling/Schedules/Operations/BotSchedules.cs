using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Looks at schedules and changes them at run time.</summary>
internal sealed partial class BotSchedules(
    IBotScheduleStore store,
    ScheduleStatuses statuses,
    ScheduleTimings timings,
    ScheduleChanges changes,
    DefinitionCheck check,
    DefinitionComparison comparison,
    ScheduleSettling settling,
    ScheduleCalendars calendars,
    ScheduleRunNow runNow,
    Backfill backfill,
    Func<ScheduleSource> source,
    Action wake,
    TimeProvider clock) : IBotSchedules
{
    private const int MaxPreview = 1_000;

    // Of days in a row that a calendar covers.
    private const int MaxSkipped = 100_000;

    public async ValueTask<IReadOnlyList<BotScheduleStatus>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return await statuses.OfAsync(await store.ListAsync(query, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<BotScheduleStatus?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } schedule
            ? await statuses.OfAsync(schedule, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async ValueTask<Guid?> RunNowAsync(
        string id, string by, ReadOnlyMemory<byte>? utf8Json = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        return await FindLiveAsync(id, cancellationToken).ConfigureAwait(false) is { } schedule
            ? await runNow.RunAsync(schedule, by, utf8Json, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async ValueTask<BotBackfill?> BackfillAsync(
        string id, DateTimeOffset from, DateTimeOffset to, string by, bool dryRun = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        var done = await backfill.RunAsync(id, from, to, dryRun, cancellationToken).ConfigureAwait(false);
        wake();
        return done;
    }

    public async ValueTask<IReadOnlyList<DateTimeOffset>?> PreviewAsync(string id, int count, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, MaxPreview);
        await LoadAsync(cancellationToken).ConfigureAwait(false);
        if (await FindLiveAsync(id, cancellationToken).ConfigureAwait(false) is not { } schedule)
        {
            return null;
        }

        var instants = new List<DateTimeOffset>(count);
        try
        {
            var timing = timings.Of(schedule);
            var next = schedule.NextDue;
            for (var skipped = 0; next is { } due && instants.Count < count && skipped < MaxSkipped; next = timing.First(due, schedule.Definition))
            {
                if (timing.IsBlackedOut(due))
                {
                    skipped++;
                }
                else
                {
                    instants.Add(due);
                }
            }
        }
        catch (ScheduleUnreadableException exception)
        {
            throw Invalid([new BotFieldError(exception.Field, exception.Message, "unreadable")]);
        }

        return instants;
    }

    public async ValueTask<IReadOnlyList<BotOccurrence>?> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        var found = await store.ListOccurrencesAsync(query, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 || await store.FindAsync(query.Schedule, cancellationToken).ConfigureAwait(false) is not null ? found : null;
    }

    private async ValueTask<BotSchedule?> FindLiveAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return await store.FindAsync(id, cancellationToken).ConfigureAwait(false) is { IsRetired: false } schedule ? schedule : null;
    }

    /// <summary>Where nothing has started this host yet, its calendars are not known.</summary>
    private async ValueTask LoadAsync(CancellationToken cancellationToken) => _ = await source().LoadAsync(cancellationToken).ConfigureAwait(false);

    private BotScheduleException Invalid(IReadOnlyList<BotFieldError> problems) => Refusals.Invalid(problems, clock.GetUtcNow());
}
