using System.Collections.Concurrent;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class ClaimCases
{
    public static CaseList All { get; } = new()
    {
        Claim_DueRun_IsRunningOnTheNode,
        Claim_NothingDue_IsEmpty,
        Claim_MoreDueThanFree_BringsAsManyAsFree,
        Claim_MoreDueThanSlotsOfTheBot_BringsAsManyAsSlots,
        Claim_BotThatIsNotAskedFor_StaysParked,
        Claim_NewerPayload_StaysParkedAndVisible,
        Claim_InParallel_HandsEachRunOutOnce,
        { Claim_InParallelOnTwoNodes_HandsEachRunOutOnce, StoreAbilities.SecondNode },
        Claim_CanceledBeforehand_HandsOutNothing,
        { Claim_ByLostNode_HandsOutNothing, StoreAbilities.Leases },
        { Claim_AnswerWasLost_RunsAreGivenBack, StoreAbilities.Reopen },
    };

    private static async Task Claim_DueRun_IsRunningOnTheNode(Bench bench)
    {
        var submitted = bench.Submission(key: "k") with { Trigger = BotTrigger.Http, IsDryRun = true };
        var run = await bench.RunningAsync(await bench.JoinAsync("node-7"), submitted);

        Expect.Equal((run.Bot, run.Trigger, run.IsDryRun, run.PayloadVersion), (Bench.Bot, BotTrigger.Http, true, 1), "bot, trigger, dry run and payload version");
        Expect.Equal((run.Delivery, run.Lost, run.Redeliveries), (1, 0, 0), "delivery, lost and redeliveries of a first hand-out");
        Expect.That(run.Fence > 0, "the first fence to be above the 0 of a run that was never handed out");
        Expect.Json(run.Input, """{"n":1}""", "the input");
        Expect.Equal(run.Origin, submitted.Origin, "lineage, key, caller and trace");

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.Deliveries, found.Fence), (RunState.Running, 1, run.Fence), "state, deliveries and fence of a claimed run");
        Expect.Equal(found.Node, "node-7", "the node that holds it");
        Expect.That(found.StartedAt is not null, "a claimed run to have a start");
        Expect.Equal((run.CreatedAt, run.DueAt), (found.CreatedAt, found.DueAt!.Value), "the times of acceptance and due");
        var depth = await bench.DepthAsync();
        Expect.Equal((depth.Scheduled, depth.Queued, depth.Running), (0, 0, 1), "scheduled, queued and running");
    }

    private static async Task Claim_NothingDue_IsEmpty(Bench bench)
        => Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync())).Count, 0, "the number of runs of an empty queue");

    private static async Task Claim_MoreDueThanFree_BringsAsManyAsFree(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 10).Select(_ => bench.Submission())], bench.Token);

        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 10)], 3, true), bench.Token);

        Expect.Equal(batch.Runs.Count, 3, "the number of runs for a node with three free slots");
        Expect.Equal((await bench.DepthAsync()).Running, 3, "the number of running runs");
    }

    private static async Task Claim_MoreDueThanSlotsOfTheBot_BringsAsManyAsSlots(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 10).Select(n => bench.Submission(n % 2 == 0 ? "a" : "b"))], bench.Token);

        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots("a", 2), new BotSlots("b", 1)], 10, true), bench.Token);

        Expect.Equal((batch.Runs.Count(run => run.Bot == "a"), batch.Runs.Count(run => run.Bot == "b")), (2, 1), "the runs of a bot with two and one with one slot");
    }

    private static async Task Claim_BotThatIsNotAskedFor_StaysParked(Bench bench)
    {
        var id = await bench.AcceptAsync(bench.Submission("unknown-here"));

        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync())).Count, 0, "the number of runs of a bot that the node does not have");
        var found = await bench.FindAsync(id);
        Expect.Equal((found.State, found.Deliveries), (RunState.Queued, 0), "state and deliveries of a run whose bot no node has");
    }

    private static async Task Claim_NewerPayload_StaysParkedAndVisible(Bench bench)
    {
        var node = await bench.JoinAsync();
        var newer = await bench.AcceptAsync(bench.Submission(priority: 9) with { PayloadVersion = 3 });
        var older = await bench.AcceptAsync(bench.Submission() with { PayloadVersion = 1 });

        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 5, PayloadVersion: 2)], 5, true), bench.Token);

        Expect.Sequence(batch.Runs.Select(run => run.ExecutionId), [older], "the runs for a node that reads payloads up to version 2");
        Expect.Equal((await bench.FindAsync(newer)).State, RunState.Queued, "the state of a run whose payload is newer");
        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of queued runs");
    }

    private static async Task Claim_InParallel_HandsEachRunOutOnce(Bench bench) => await HandOutAllAsync(bench, bench.Queue);

    private static async Task Claim_InParallelOnTwoNodes_HandsEachRunOutOnce(Bench bench)
        => await HandOutAllAsync(bench, (await bench.Store.OpenSecondAsync(bench.Token)).Queue);

    private static async Task HandOutAllAsync(Bench bench, IBotQueueStore second)
    {
        Guid[] nodes = [await bench.JoinAsync("a"), await bench.JoinAsync("b"), await bench.JoinAsync("c"), await bench.JoinAsync("d")];
        var submitted = Enumerable.Range(0, 200).Select(_ => bench.Submission()).ToList();
        await bench.Queue.EnqueueAsync(submitted, bench.Token);
        var handed = new ConcurrentQueue<Guid>();

        // A claimer that skips what others hold locked may see nothing for a moment, so each tries until all are handed out.
        await Task.WhenAll(nodes.Select((node, n) => Task.Run(
            async () =>
            {
                for (var tries = 0; tries < 500 && handed.Count < submitted.Count; tries++)
                {
                    var queue = n % 2 == 0 ? bench.Queue : second;
                    foreach (var run in (await queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 7)], 7, true), bench.Token)).Runs)
                    {
                        handed.Enqueue(run.ExecutionId);
                    }
                }
            },
            bench.Token)));

        Expect.Equal(handed.Count, handed.Distinct().Count(), "the number of hand-outs, compared to the runs handed out");
        Expect.Sequence(handed.Order(), submitted.Select(each => each.ExecutionId).Order(), "the runs that four nodes in parallel got");
    }

    private static async Task Claim_CanceledBeforehand_HandsOutNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.AcceptAsync();

        await Expect.ThrowsAsync<OperationCanceledException>(
            () => bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 1)], 1, true), new CancellationToken(canceled: true)).AsTask(),
            "a canceled claim to say so");
        Expect.Equal((await bench.FindAsync(id)).State, RunState.Queued, "the state of a run after a claim that was canceled");
    }

    private static async Task Claim_ByLostNode_HandsOutNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.LoseAsync(node);
        var id = await bench.AcceptAsync();

        try
        {
            Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs for a node that has lost its lease");
        }
        catch (BotStoreException)
        {
            // Refusing it aloud is as good.
        }

        Expect.Equal((await bench.FindAsync(id)).State, RunState.Queued, "the state of a run that a node without a lease asked for");
    }

    private static async Task Claim_AnswerWasLost_RunsAreGivenBack(Bench bench)
    {
        var (node, other) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        var known = await bench.RunningAsync(node);
        var unknown = await bench.RunningAsync(node);
        var others = await bench.RunningAsync(other);
        var again = await bench.RunningAsync(node);
        Expect.That(await bench.Queue.ReleaseAsync(bench.Release(again, HandOutEnd.Returned), bench.Token), "the holder's release to be accepted");
        await bench.ClaimAsync(node);
        var held = new HashSet<(Guid ExecutionId, long Fence)> { (known.ExecutionId, known.Fence), (again.ExecutionId, again.Fence) };

        Expect.Equal(await bench.Queue.ReturnUnknownAsync(node, held, bench.Token), 2, "the number of hand-outs of the node that it knows nothing of, one of them of a run that it knows under an older fence");

        var found = await bench.FindAsync(unknown.ExecutionId);
        Expect.Equal((found.State, found.Deliveries, found.Lost), (RunState.Queued, 0, 0), "state, deliveries and lost of a run that was given back");
        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(unknown), bench.Token), "the hand-out that was given back to hold no longer");
        await bench.EndAsync(bench.Outcome(known));
        await bench.EndAsync(bench.Outcome(others));
    }
}
