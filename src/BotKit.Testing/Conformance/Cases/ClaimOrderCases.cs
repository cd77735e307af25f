using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class ClaimOrderCases
{
    public static CaseList All { get; } = new()
    {
        Order_Priorities_MostUrgentFirst,
        { Order_SamePriority_LongestDueFirst, StoreAbilities.Clock },
        { Order_LeastUrgent_WaitsForMostUrgentUpTo270Seconds, StoreAbilities.Clock },
        Order_ManyBots_EachIsServedInTurn,
        Order_BotWithManyRuns_DoesNotKeepOthersWaiting,
    };

    private static async Task Order_Priorities_MostUrgentFirst(Bench bench)
    {
        var node = await bench.JoinAsync();
        int[] priorities = [5, 0, 9, 3, 7];
        var runs = priorities.Select(priority => bench.Submission(priority: priority)).ToList();
        await bench.Queue.EnqueueAsync(runs, bench.Token);

        var order = new List<int>();
        for (var i = 0; i < priorities.Length; i++)
        {
            var run = await bench.ClaimOneAsync(node);
            order.Add(runs.Single(each => each.ExecutionId == run.ExecutionId).Priority);
        }

        Expect.Sequence(order, [9, 7, 5, 3, 0], "the priorities in the order of their hand-outs");
    }

    private static async Task Order_SamePriority_LongestDueFirst(Bench bench)
    {
        var node = await bench.JoinAsync();
        var late = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromSeconds(2)));
        var middle = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromSeconds(1)));
        var early = await bench.AcceptAsync();
        bench.Store.Advance(TimeSpan.FromSeconds(5));

        Guid[] order = [(await bench.ClaimOneAsync(node)).ExecutionId, (await bench.ClaimOneAsync(node)).ExecutionId, (await bench.ClaimOneAsync(node)).ExecutionId];
        Expect.Sequence(order, [early, middle, late], "the order of hand-outs");
    }

    private static async Task Order_LeastUrgent_WaitsForMostUrgentUpTo270Seconds(Bench bench)
    {
        var node = await bench.JoinAsync();
        var patient = await bench.AcceptAsync(bench.Submission(priority: 0));
        bench.Store.Advance(TimeSpan.FromSeconds(269));
        var urgent = await bench.AcceptAsync(bench.Submission(priority: 9));
        Expect.Equal((await bench.ClaimOneAsync(node)).ExecutionId, urgent, "the run that is handed out after 269 s");

        bench.Store.Advance(TimeSpan.FromSeconds(2));
        await bench.AcceptAsync(bench.Submission(priority: 9));
        Expect.Equal((await bench.ClaimOneAsync(node)).ExecutionId, patient, "the run that is handed out after 271 s, when the least urgent has waited its bound");
    }

    private static async Task Order_ManyBots_EachIsServedInTurn(Bench bench)
    {
        var node = await bench.JoinAsync();
        string[] bots = ["a", "b", "c", "d", "e"];
        await bench.Queue.EnqueueAsync([.. bots.SelectMany(bot => Enumerable.Range(0, 20).Select(_ => bench.Submission(bot)))], bench.Token);

        var served = await ServeAsync(bench, node, bots, claims: bots.Length, free: 1);

        Expect.Sequence(served.Order(StringComparer.Ordinal), bots, "the bots that five claims with one free slot serve");
    }

    private static async Task Order_BotWithManyRuns_DoesNotKeepOthersWaiting(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 500).Select(_ => bench.Submission("busy", priority: 9))], bench.Token);
        await bench.AcceptAsync(bench.Submission("quiet", priority: 0));

        var served = await ServeAsync(bench, node, ["busy", "quiet"], claims: 3, free: 4);

        Expect.That(served.Contains("quiet"), "a bot with one run to be served within three claims beside a bot with 500 more urgent ones");
    }

    private static async Task<List<string>> ServeAsync(Bench bench, Guid node, string[] bots, int claims, int free)
    {
        var served = new List<string>();
        string? after = null;
        for (var i = 0; i < claims; i++)
        {
            var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [.. bots.Select(bot => new BotSlots(bot, free))], free, true, after), bench.Token);
            served.AddRange(batch.Runs.Select(run => run.Bot));
            after = batch.After;
        }

        return served;
    }
}
