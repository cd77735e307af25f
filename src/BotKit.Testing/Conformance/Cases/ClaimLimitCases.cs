using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>A bot's limit over all nodes (I14).</summary>
internal static class ClaimLimitCases
{
    public static CaseList All { get; } = new()
    {
        Limit_Reached_HandsOutNoMore,
        Limit_InParallelClaims_IsNeverExceeded,
        { Limit_OnTwoNodes_IsNeverExceeded, StoreAbilities.SecondNode },
        Limit_RunEnded_MakesRoom,
        Limit_RunReleased_MakesRoom,
        { Limit_NodeLost_MakesRoom, StoreAbilities.Leases },
        Limit_RefusedEndOfAStaleHolder_MakesNoRoom,
        Limit_OfOneBot_LeavesTheOthersAlone,
    };

    private static async Task FillAsync(Bench bench, int runs = 10)
        => await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, runs).Select(_ => bench.Submission())], bench.Token);

    private static async Task ExpectRoomAsync(Bench bench, Guid node, int room, string when)
        => Expect.Equal((await bench.ClaimAsync(node, maxRunning: 2)).Count, room, $"the number of runs that a claim brings {when}, at a limit of 2");

    private static async Task Limit_Reached_HandsOutNoMore(Bench bench)
    {
        await FillAsync(bench);
        await ExpectRoomAsync(bench, await bench.JoinAsync("a"), 2, "while none is running");
        await ExpectRoomAsync(bench, await bench.JoinAsync("b"), 0, "while two are running on another node");
    }

    private static Task Limit_InParallelClaims_IsNeverExceeded(Bench bench) => RaceAsync(bench, bench.Queue);

    private static async Task Limit_OnTwoNodes_IsNeverExceeded(Bench bench) => await RaceAsync(bench, (await bench.Store.OpenSecondAsync(bench.Token)).Queue);

    private static async Task RaceAsync(Bench bench, IBotQueueStore second)
    {
        Guid[] nodes = [await bench.JoinAsync("a"), await bench.JoinAsync("b")];
        await FillAsync(bench, 60);
        var (running, highest, done) = (0, 0, 0);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(
            async () =>
            {
                for (var tries = 0; tries < 400 && Volatile.Read(ref done) < 60; tries++)
                {
                    var request = new ClaimRequest(nodes[n % 2], [new BotSlots(Bench.Bot, 3, MaxRunning: 4)], 3, true);
                    foreach (var run in (await (n % 2 == 0 ? bench.Queue : second).ClaimAsync(request, bench.Token)).Runs)
                    {
                        InterlockedMax(ref highest, Interlocked.Increment(ref running));
                        await Task.Yield();
                        Interlocked.Decrement(ref running);
                        await bench.EndAsync(bench.Outcome(run));
                        Interlocked.Increment(ref done);
                    }
                }
            },
            bench.Token)));

        Expect.Equal(done, 60, "the number of runs that eight parallel claimers brought to their end");
        Expect.That(highest <= 4, $"at most 4 runs in progress at a limit of 4 (there were {highest})");
        Expect.Equal((await bench.DepthAsync()).Running, 0, "the number of running runs afterwards");
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); seen < value;)
        {
            seen = Interlocked.CompareExchange(ref target, value, seen) is var found && found == seen ? value : found;
        }
    }

    private static async Task Limit_RunEnded_MakesRoom(Bench bench)
    {
        var node = await bench.JoinAsync();
        await FillAsync(bench);
        var runs = await bench.ClaimAsync(node, maxRunning: 2);
        await bench.EndAsync(bench.Outcome(runs[0]));
        await bench.EndAsync(bench.Outcome(runs[0]));

        await ExpectRoomAsync(bench, node, 1, "after one of two has ended");
    }

    private static async Task Limit_RunReleased_MakesRoom(Bench bench)
    {
        var node = await bench.JoinAsync();
        await FillAsync(bench);
        foreach (var reason in (HandOutEnd[])[HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded])
        {
            var runs = await bench.ClaimAsync(node, maxRunning: 2);
            Expect.Equal(runs.Count, 2, $"the number of runs that a claim brings before the release '{reason}', at a limit of 2");
            foreach (var run in runs)
            {
                await bench.ReleaseAsync(run, reason);
            }
        }

        await ExpectRoomAsync(bench, node, 2, "after all were given back");
    }

    private static async Task Limit_NodeLost_MakesRoom(Bench bench)
    {
        var (lost, other) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        await FillAsync(bench);
        await ExpectRoomAsync(bench, lost, 2, "while none is running");
        await bench.LoseAsync(lost);

        await ExpectRoomAsync(bench, other, 2, "after the node with both was lost");
    }

    private static async Task Limit_RefusedEndOfAStaleHolder_MakesNoRoom(Bench bench)
    {
        var node = await bench.JoinAsync();
        await FillAsync(bench);
        var first = await bench.ClaimAsync(node, maxRunning: 2);
        await bench.ReleaseAsync(first[0], HandOutEnd.Returned);
        await ExpectRoomAsync(bench, node, 1, "after one was given back");

        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(first[0]), bench.Token), "an outcome under a fence that was given back to be refused");

        await ExpectRoomAsync(bench, node, 0, "after a refused outcome");
    }

    private static async Task Limit_OfOneBot_LeavesTheOthersAlone(Bench bench)
    {
        var node = await bench.JoinAsync();
        await FillAsync(bench);
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 5).Select(_ => bench.Submission("other"))], bench.Token);

        var batch = await bench.Queue.ClaimAsync(
            new ClaimRequest(node, [new BotSlots(Bench.Bot, 5, MaxRunning: 1), new BotSlots("other", 5)], 10, true), bench.Token);

        Expect.Equal((batch.Runs.Count(run => run.Bot == Bench.Bot), batch.Runs.Count(run => run.Bot == "other")), (1, 5), "the runs of a bot limited to one, and of another");
    }
}
