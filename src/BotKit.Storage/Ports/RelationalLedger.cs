using BotKit.Ledger;
using BotKit.Storage.Commands;
using BotKit.Storage.Runs;

namespace BotKit.Storage.Ports;

internal sealed class RelationalLedger(RelationalStore store) : IBotLedger
{
    private const string FindKey = "select run_id, stored from bot_idem where bot = @bot and idem_key = @key";

    private const string FindOrphan = "select 1 from bot_queue where id = @id and owner is null and direct = 2";

    private static readonly TimeSpan FirstPoll = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LastPoll = TimeSpan.FromSeconds(1);

    public bool IsDurable => true;

    public void Record(in RunRecord run) => store.Behind.Add(run, run.Result.Bot, 1);

    public void RecordRefusal(string bot, string code, DateTimeOffset at) => store.Behind.AddRefusal(bot, code, Minutes.Of(at));

    public async ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => RunReads.FindAsync(connection, executionId, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        return await store.ReadAsync((connection, token) => RunReads.ListAsync(connection, query, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => HandOutReads.ListAsync(connection, executionId, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken)
    {
        await store.SettleAsync(cancellationToken).ConfigureAwait(false);
        return await store.WriteAsync(executionId, RunErasure.Erase, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(count);
        return await store.ReadAsync((connection, token) => RollupReads.RefusalsAsync(connection, bot, count, token), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => await store.ReadAsync((connection, token) => RollupReads.ReadAsync(connection, from, to, token), cancellationToken).ConfigureAwait(false);

    public async ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
        => await store.SubmitAsync(new BeginCommand(run, node), cancellationToken).ConfigureAwait(false);

    public async ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken)
        => await store.SubmitAsync(new EndCommand(outcome), cancellationToken).ConfigureAwait(false);

    public async ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
    {
        try
        {
            return await PollKeyAsync(bot, key, executionId, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whoever else waits looks again and registers anew, so that nobody is left behind in the table.
            store.Keys.Ended(executionId);
        }
    }

    // Woken by an end in this process; other processes' ends are seen by a poll that slows down.
    private async Task<StoredEnvelope?> PollKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
    {
        for (var pause = FirstPoll; ; pause = pause * 2 < LastPoll ? pause * 2 : LastPoll)
        {
            var ended = store.Keys.Of(executionId);
            var (isOver, envelope) = await store.ReadAsync(
                (connection, _) => Task.FromResult(ReadKey(connection, bot, key, executionId)), cancellationToken).ConfigureAwait(false);
            if (isOver)
            {
                return envelope;
            }

            using var poll = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            await Task.WhenAny(ended, Task.Delay(pause, store.TimeProvider, poll.Token)).ConfigureAwait(false);
            await poll.CancelAsync().ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static (bool IsOver, StoredEnvelope? Envelope) ReadKey(Dialect.StoreConnection connection, string bot, string key, Guid executionId)
    {
        bool isStored;
        using (var reader = connection.Sql(FindKey).Set("bot", bot).Set("key", key).Query())
        {
            if (!reader.Read() || connection.Dialect.ReadId(reader, 0) != executionId)
            {
                return (true, null);
            }

            isStored = reader.GetInt64(1) != 0;
        }

        if (isStored)
        {
            return (true, RunBeginning.ReadEnvelope(connection, executionId));
        }

        // A run whose node was lost goes on with the next call, so whoever waits must make it.
        return (connection.Sql(FindOrphan).Set("id", executionId).Any(), null);
    }
}
