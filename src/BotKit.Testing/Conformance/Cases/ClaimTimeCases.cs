using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Nothing starts before its due time by the store's clock (I11).</summary>
internal static class ClaimTimeCases
{
    public static CaseList All { get; } = new()
    {
        { Due_MillisecondBefore_HandsOutNothing, StoreAbilities.Clock },
        { Due_TimeHasCome_IsPromotedByTheClaim, StoreAbilities.Clock },
        { Due_Claim_TellsWhenTheNextIsDue, StoreAbilities.Clock },
        Due_InRealTime_IsNotHandedOutEarly,
    };

    private static async Task Due_MillisecondBefore_HandsOutNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromMinutes(1), priority: 9));

        bench.Store.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));

        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs a millisecond before the due time");
        Expect.Equal((await bench.FindAsync(id)).State, RunState.Scheduled, "the state of a run before its due time");
    }

    private static async Task Due_TimeHasCome_IsPromotedByTheClaim(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromMinutes(1)));

        bench.Store.Advance(TimeSpan.FromMinutes(3));

        var run = await bench.ClaimOneAsync(node);
        Expect.Equal(run.ExecutionId, id, "the run that became due");
        Expect.Equal(run.Waited, TimeSpan.FromMinutes(2), "how long it waited after it was due");
    }

    private static async Task Due_Claim_TellsWhenTheNextIsDue(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromMinutes(3)));
        await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromMinutes(1)));
        await bench.AcceptAsync(bench.Submission("not-asked-for", delay: TimeSpan.FromSeconds(1)));

        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 5)], 5, true), bench.Token);

        Expect.Equal(batch.NextDue, TimeSpan.FromMinutes(1), "the time until the next run of the node's bots is due");
    }

    private static async Task Due_InRealTime_IsNotHandedOutEarly(Bench bench)
    {
        var node = await bench.JoinAsync();
        var delay = TimeSpan.FromMilliseconds(400);
        var start = TimeProvider.System.GetTimestamp();
        await bench.AcceptAsync(bench.Submission(delay: delay));
        IReadOnlyList<ClaimedRun> runs = [];

        await Expect.SoonAsync(
            async () =>
            {
                runs = await bench.ClaimAsync(node);
                if (runs.Count == 0 && bench.Can(StoreAbilities.Clock))
                {
                    bench.Store.Advance(TimeSpan.FromMilliseconds(10));
                }

                return runs.Count > 0;
            },
            "a delayed run to be handed out once it is due",
            bench.Token);

        Expect.That(
            bench.Can(StoreAbilities.Clock) || TimeProvider.System.GetElapsedTime(start) >= delay - TimeSpan.FromMilliseconds(2),
            $"a run delayed by {delay.TotalMilliseconds} ms not to be handed out after {TimeProvider.System.GetElapsedTime(start).TotalMilliseconds:0} ms");
        Expect.That(runs[0].Waited >= TimeSpan.Zero, "no run to start before its due time by the store's clock");
        Expect.That(runs[0].DueAt - runs[0].CreatedAt >= delay, "a delay to count from the acceptance on");
    }
}
