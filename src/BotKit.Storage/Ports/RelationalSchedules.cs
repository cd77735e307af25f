using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Storage.Rows;
using BotKit.Storage.Schedules;

namespace BotKit.Storage.Ports;

internal sealed class RelationalSchedules(RelationalStore store) : IBotScheduleStore
{
    public async ValueTask<IReadOnlyList<BotSchedule?>> ChangeAsync(
        IReadOnlyList<string> ids, Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change, CancellationToken cancellationToken)
        => await store.SubmitAsync(new ChangeCommand(ids, change), cancellationToken).ConfigureAwait(false);

    public async ValueTask<ScheduleFireBatch> FireAsync(
        ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide, CancellationToken cancellationToken)
    {
        StepRules.ThrowIfInvalid(request);
        var command = new FireCommand(request, decide);
        try
        {
            return await store.SubmitAsync(command, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Also when nobody knows: they may be there.
            if (command.HasQueued)
            {
                store.Wake();
            }
        }
    }

    public async ValueTask<ScheduleStep?> ChangeOccurrencesAsync(
        string id, DateTimeOffset from, DateTimeOffset to, Func<ScheduleView, ScheduleStep?> change, CancellationToken cancellationToken)
    {
        var step = await store.SubmitAsync(new BackfillCommand(id, from, to, change), cancellationToken).ConfigureAwait(false);
        if (step is { Runs.Count: > 0 })
        {
            store.Wake();
        }

        return step;
    }

    public async ValueTask<BotSchedule?> FindAsync(string id, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => ScheduleReads.FindAsync(connection, id, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<BotSchedule>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return await store.ReadAsync((connection, token) => ScheduleReads.ListAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<BotOccurrence>> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return await store.ReadAsync((connection, token) => ScheduleReads.ListAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> ReadSuccessesAsync(
        IReadOnlyList<string> ids, DateTimeOffset since, CancellationToken cancellationToken)
    {
        StepRules.ThrowIfTooMany(ids);
        return await store.ReadAsync((connection, token) => ScheduleReads.SuccessesAsync(connection, ids, since, token), cancellationToken)
            .ConfigureAwait(false);
    }

    // Of the writer: a reader only guesses.
    public async ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken)
        => await store.WriteAsync(0, static (session, _) => Instants.From(session.Now), cancellationToken).ConfigureAwait(false);
}
