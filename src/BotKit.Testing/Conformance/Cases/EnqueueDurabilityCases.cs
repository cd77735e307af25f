using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class EnqueueDurabilityCases
{
    public static CaseList All { get; } = new()
    {
        { Reopen_AcceptedRuns_AreThere, StoreAbilities.Reopen },
        { Reopen_EndedRun_AnswersItsKey, StoreAbilities.Reopen },
        { Reopen_RunningRun_IsRecoveredOnce, StoreAbilities.Reopen },
        { Transaction_Committed_AcceptsTheRun, StoreAbilities.Transactions },
        { Transaction_RolledBack_AcceptsNothing, StoreAbilities.Transactions },
        IsDurable_OfQueueAndLedger_IsTheSame,
    };

    private static async Task Reopen_AcceptedRuns_AreThere(Bench bench)
    {
        Expect.That(bench.Queue.IsDurable && bench.Ledger.IsDurable, "a store that survives a restart to say so");
        var queued = await bench.AcceptAsync(bench.Submission(key: "k"));
        var scheduled = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)));

        await bench.Store.ReopenAsync(bench.Token);

        Expect.Equal((await bench.FindAsync(queued)).State, RunState.Queued, "the state after a restart");
        Expect.Equal((await bench.FindAsync(scheduled)).State, RunState.Scheduled, "the state after a restart");
        Expect.Equal((await bench.EnqueueAsync(bench.Submission(key: "k"))).ExecutionId, queued, "the run that holds the key after a restart");
        Expect.Equal((await bench.ClaimOneAsync(await bench.JoinAsync())).ExecutionId, queued, "the run that is claimed after a restart");
    }

    private static async Task Reopen_EndedRun_AnswersItsKey(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync(), bench.Submission(key: "k"));

        await bench.Store.ReopenAsync(bench.Token);

        var envelope = Expect.NotNull(await bench.Ledger.WaitForKeyAsync(Bench.Bot, "k", id, bench.Token), "the stored envelope after a restart");
        Expect.Equal((envelope.Status, envelope.ExecutionId), (BotStatus.Succeeded, id), "the stored envelope");
        Expect.Json(envelope.Data, """{"ok":true}""", "the stored result");
    }

    private static async Task Reopen_RunningRun_IsRecoveredOnce(Bench bench)
    {
        var old = await bench.JoinAsync();
        var run = await bench.RunningAsync(old);

        await bench.Store.ReopenAsync(bench.Token);
        if ((await bench.Nodes.ListAsync(bench.Token)).Any(each => each.Id == old && each.State == Nodes.NodeState.Alive))
        {
            await bench.LoseAsync(old);
        }

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.That(found.State is RunState.Queued or RunState.Scheduled, "a run that was lost with its process to wait again");
        Expect.Equal((found.Lost, found.Deliveries), (1, 1), "lost and deliveries");
        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(run), bench.Token), "the outcome of a hand-out before the restart to be refused");
    }

    private static async Task Transaction_Committed_AcceptsTheRun(Bench bench)
    {
        var run = bench.Submission(key: "k");
        await using (var transaction = await bench.Store.BeginTransactionAsync(bench.Token))
        {
            var answer = await bench.Queue.EnqueueAsync(run, transaction, bench.Token);
            Expect.Equal(answer, new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId), "the answer within a transaction");
            await transaction.CommitAsync(bench.Token);
        }

        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Queued, "the state after the commit");
        Expect.Equal((await bench.ClaimOneAsync(await bench.JoinAsync())).ExecutionId, run.ExecutionId, "the claimed run");
    }

    private static async Task Transaction_RolledBack_AcceptsNothing(Bench bench)
    {
        var run = bench.Submission(key: "k");
        await using (var transaction = await bench.Store.BeginTransactionAsync(bench.Token))
        {
            await bench.Queue.EnqueueAsync(run, transaction, bench.Token);
            await transaction.RollbackAsync(bench.Token);
        }

        Expect.That(await bench.Ledger.FindAsync(run.ExecutionId, bench.Token) is null, "nothing to be accepted by a transaction that was rolled back");
        await bench.AcceptAsync(bench.Submission(key: "k", input: """{"n":2}"""));
    }

    private static Task IsDurable_OfQueueAndLedger_IsTheSame(Bench bench)
    {
        Expect.Equal(bench.Queue.IsDurable, bench.Ledger.IsDurable, "whether the queue is durable, compared to the ledger");
        return Task.CompletedTask;
    }
}
