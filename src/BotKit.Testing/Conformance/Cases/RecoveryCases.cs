using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What becomes of queued runs whose node is lost.</summary>
internal static class RecoveryCases
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(2);

    public static CaseList All { get; } = new()
    {
        { Recover_RunningRun_IsPutBackWithADelay, StoreAbilities.Leases },
        { Recover_LostTooOften_IsDead, StoreAbilities.Leases },
        { Recover_NotRepeatable_IsDeadAtItsFirstLoss, StoreAbilities.Leases },
        { Recover_EndWasAskedFor_IsCanceled, StoreAbilities.Leases },
        { Recover_DeadRun_AnswersItsKey, StoreAbilities.Leases },
        { Recover_CanceledRun_FreesItsKey, StoreAbilities.Leases },
        { Recover_TakesOnlyTheRunsOfThatNode, StoreAbilities.Leases },
        { Recover_StaleHolder_ChangesNothing, StoreAbilities.Leases },
        { Recover_GracefulReleases_NeverCountAsLost, StoreAbilities.Leases },
        { Recover_RunLostBefore_IsTakenOnlyByWhoTakesLost, StoreAbilities.Leases },
        { Recover_ManyRuns_LeavesNoneBehind, StoreAbilities.Leases },
        { Recover_ManyRuns_CountsEachEndInTheRollups, StoreAbilities.Leases },
    };

    private static async Task<NodeRecovery> LoseAsync(Bench bench, Guid node)
        => Expect.NotNull(await bench.LoseAsync(node), "the runs of a node to be recovered whose beat did not move");

    private static async Task Recover_RunningRun_IsPutBackWithADelay(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        var before = bench.Store.Now;

        Expect.Equal(await LoseAsync(bench, node), new NodeRecovery(1, 0, 0, 0), "what became of the node's runs");

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal(found.State, RunState.Scheduled, "the state of a run that was lost");
        Expect.Equal((found.Deliveries, found.Lost, found.Redeliveries), (1, 1, 0), "deliveries, lost and redeliveries");
        var delay = found.DueAt!.Value - before;
        Expect.That(delay > TimeSpan.FromMilliseconds(200) && delay < Soon, $"it to be due again after a quarter to half a second (after {delay})");
        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync())).Count, 0, "the number of runs before the delay has passed");
        await bench.PassAsync(Soon);
        var again = await bench.ClaimOneAsync(await bench.JoinAsync());
        Expect.Equal((again.Delivery, again.Lost), (2, 1), "delivery and lost of the next hand-out");
        Expect.That(again.Fence > run.Fence, "the next fence to be higher");
        var handOuts = await bench.Ledger.ListHandOutsAsync(run.ExecutionId, bench.Token);
        Expect.Equal(handOuts.Count > 0 ? handOuts[0].End : null, HandOutEnd.Lost, "how the first hand-out ended");
    }

    private static async Task Recover_LostTooOften_IsDead(Bench bench)
    {
        var id = await bench.AcceptAsync(bench.Submission() with { MaxLost = 2 });
        var first = await bench.JoinAsync("a");
        await bench.ClaimOneAsync(first);
        Expect.Equal(await LoseAsync(bench, first), new NodeRecovery(1, 0, 0, 0), "what became of a run lost once of two times");
        await bench.PassAsync(Soon);
        var second = await bench.JoinAsync("b");
        await bench.ClaimOneAsync(second);

        Expect.Equal(await LoseAsync(bench, second), new NodeRecovery(0, 1, 0, 0), "what became of a run lost twice of two times");

        var found = await bench.FindAsync(id);
        Expect.Equal((found.State, found.Status, found.Lost), (RunState.Ended, BotStatus.Dead, 2), "state, status and lost");
        Expect.Equal(found.Error?.Code, "lost_too_often", "the code");
        await bench.PassAsync(Soon);
        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync("c"))).Count, 0, "the number of runs that a claim brings: Dead never comes back by itself (I8)");
    }

    private static async Task Recover_NotRepeatable_IsDeadAtItsFirstLoss(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node, bench.Submission() with { MaxLost = 1 });

        Expect.Equal(await LoseAsync(bench, node), new NodeRecovery(0, 1, 0, 0), "what became of a run that may not be lost at all");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Error?.Code, "interrupted", "the code");
    }

    private static async Task Recover_EndWasAskedFor_IsCanceled(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);

        Expect.Equal(await LoseAsync(bench, node), new NodeRecovery(0, 0, 1, 0), "what became of a run whose end was asked for");
        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.Status), (RunState.Ended, BotStatus.Canceled), "state and status");
    }

    private static async Task Recover_DeadRun_AnswersItsKey(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node, bench.Submission(key: "k") with { MaxLost = 1 });
        await LoseAsync(bench, node);

        var envelope = Expect.NotNull(await bench.Ledger.WaitForKeyAsync(Bench.Bot, "k", run.ExecutionId, bench.Token), "the envelope of a dead run");
        Expect.Equal((envelope.Status, envelope.ExecutionId), (BotStatus.Dead, run.ExecutionId), "the envelope of a dead run");
        Expect.Equal((await bench.EnqueueAsync(bench.Submission(key: "k"))).Outcome, EnqueueOutcome.Joined, "the answer to the key of a dead run");
    }

    private static async Task Recover_CanceledRun_FreesItsKey(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node, bench.Submission(key: "k"));
        await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);
        await LoseAsync(bench, node);

        await bench.AcceptAsync(bench.Submission(key: "k", input: """{"n":2}"""));
    }

    private static async Task Recover_TakesOnlyTheRunsOfThatNode(Bench bench)
    {
        var (lost, alive) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        await bench.RunningAsync(lost);
        var kept = await bench.RunningAsync(alive);
        await LoseAsync(bench, lost);

        Expect.Equal((await bench.FindAsync(kept.ExecutionId)).State, RunState.Running, "the state of another node's run");
        await bench.EndAsync(bench.Outcome(kept));
    }

    private static async Task Recover_StaleHolder_ChangesNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await LoseAsync(bench, node);

        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(run), bench.Token), "the outcome of a node that lost its lease to be refused");
        Expect.That(!await bench.Queue.ReleaseAsync(bench.Release(run, HandOutEnd.Returned), bench.Token), "the release of a node that lost its lease to be refused");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Lost, 1, "how often it was lost");
    }

    private static async Task Recover_GracefulReleases_NeverCountAsLost(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync(bench.Submission() with { MaxLost = 1 });
        foreach (var reason in (HandOutEnd[])[HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded, HandOutEnd.RetryLater])
        {
            await bench.ReleaseAsync(await bench.ClaimOneAsync(node), reason);
        }

        Expect.Equal(await LoseAsync(bench, node), new NodeRecovery(0, 0, 0, 0), "what became of the runs of a node that gave all back");
        Expect.Equal((await bench.ClaimOneAsync(await bench.JoinAsync())).Lost, 0, "how often it was lost");
    }

    private static async Task Recover_RunLostBefore_IsTakenOnlyByWhoTakesLost(Bench bench)
    {
        var (lost, other) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        await bench.RunningAsync(lost);
        await bench.RunningAsync(lost);
        await LoseAsync(bench, lost);
        await bench.PassAsync(Soon);
        var fresh = await bench.AcceptAsync();

        Expect.Sequence((await bench.ClaimAsync(other, takesLost: false)).Select(run => run.ExecutionId), [fresh], "the runs for a node that takes none that was lost before");
        var taken = await bench.ClaimAsync(other, takesLost: true);
        Expect.Equal(taken.Count, 1, "the number of runs lost before that one claim takes");
        Expect.Equal(taken[0].Lost, 1, "how often it was lost");
    }

    private static async Task Recover_ManyRuns_LeavesNoneBehind(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 300).Select(n => bench.Submission(key: n % 2 == 0 ? $"k-{n}" : null) with { MaxLost = 1 + (n % 3) })], bench.Token);
        var runs = await bench.ClaimAsync(node, 300);
        Expect.Equal(runs.Count, 300, "the number of claimed runs");
        foreach (var run in runs.Take(50))
        {
            await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);
        }

        var recovery = await LoseAsync(bench, node);

        Expect.Equal(recovery.Requeued + recovery.Dead + recovery.Canceled, 300, "the number of runs that became something");
        Expect.Equal(recovery.Canceled, 50, "the number of canceled runs");
        var depth = await bench.DepthAsync();
        Expect.Equal((depth.Running, depth.Scheduled + depth.Queued), (0, recovery.Requeued), "running and waiting runs");
    }

    private static async Task Recover_ManyRuns_CountsEachEndInTheRollups(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 20).Select(_ => bench.Submission() with { MaxLost = 1 })], bench.Token);
        await bench.ClaimAsync(node, 20);
        await LoseAsync(bench, node);

        Expect.Equal((await RollupCases.CountsAsync(bench, Bench.Bot))[(int)BotStatus.Dead], 20, "the number of dead runs that the roll-ups count");
    }
}
