using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Retention deletes terminal rows only, in bounded batches (I27).</summary>
internal static class RetentionCases
{
    public static CaseList All { get; } = new()
    {
        { Clean_OldRuns_DeletesOnlyWhatHasEnded, StoreAbilities.Clock | StoreAbilities.Retention },
        { Clean_Young_DeletesNothing, StoreAbilities.Clock },
        { Clean_Many_DeletesInBoundedBatches, StoreAbilities.Clock | StoreAbilities.Retention },
        { Clean_OldRun_TakesWhatBelongsToIt, StoreAbilities.Clock | StoreAbilities.Retention },
        { Clean_OldRun_FreesNoLivingKey, StoreAbilities.Clock | StoreAbilities.Retention },
        { Clean_OldRun_LeavesTheRollupsOfItsDay, StoreAbilities.Clock | StoreAbilities.Retention },
    };

    private static async Task<int> CleanAsync(Bench bench, RetentionOptions? options = null)
    {
        options ??= new RetentionOptions();
        var deleted = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var batch = await bench.Store.Ports.Maintenance.CleanAsync(options, bench.Token);
            if (batch == 0)
            {
                return deleted;
            }

            deleted += batch;
        }

        throw new ConformanceException("Expected housekeeping to come to an end.");
    }

    private static async Task Clean_OldRuns_DeletesOnlyWhatHasEnded(Bench bench)
    {
        var node = await bench.JoinAsync();
        var ended = await bench.EndedAsync(node, bench.Submission("a"));
        var canceled = await bench.AcceptAsync(bench.Submission("a"));
        await bench.Queue.CancelAsync(canceled, bench.Token);
        var running = (await bench.RunningAsync(node, bench.Submission("b"))).ExecutionId;
        var retried = await bench.RunningAsync(node, bench.Submission("c"));
        await bench.ReleaseAsync(retried, HandOutEnd.RetryLater, TimeSpan.FromDays(300));
        var queued = await bench.AcceptAsync(bench.Submission("d"));
        var scheduled = await bench.AcceptAsync(bench.Submission("e", delay: TimeSpan.FromDays(300)));
        var direct = bench.Submission("f") with { Trigger = BotTrigger.Http };
        await bench.Ledger.BeginAsync(direct, node, bench.Token);

        bench.Store.Advance(TimeSpan.FromDays(31));
        var recent = await bench.EndedAsync(node, bench.Submission("g"));
        await CleanAsync(bench);

        foreach (var gone in (Guid[])[ended, canceled])
        {
            Expect.That(await bench.Ledger.FindAsync(gone, bench.Token) is null, "a run that ended 31 days ago to be deleted");
        }

        foreach (var kept in (Guid[])[running, retried.ExecutionId, queued, scheduled, direct.ExecutionId, recent])
        {
            await bench.FindAsync(kept);
        }

        var depths = await bench.Queue.ReadDepthsAsync(bench.Token);
        Expect.Equal((depths.Sum(each => each.Scheduled), depths.Sum(each => each.Queued)), (2, 1), "scheduled and queued runs after housekeeping");
    }

    private static async Task Clean_Young_DeletesNothing(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync());
        bench.Store.Advance(TimeSpan.FromDays(29));
        await CleanAsync(bench);

        await bench.FindAsync(id);
    }

    private static async Task Clean_Many_DeletesInBoundedBatches(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 25; i++)
        {
            await bench.EndedAsync(node);
        }

        bench.Store.Advance(TimeSpan.FromDays(31));
        await bench.Store.Ports.Maintenance.CleanAsync(new RetentionOptions { BatchSize = 10, Logs = TimeSpan.FromDays(3_000) }, bench.Token);

        var left = (await bench.Ledger.ListAsync(new RunQuery { Count = 100 }, bench.Token)).Count;
        Expect.That(left >= 15, $"one batch to delete at most ten runs (it left {left} of 25)");
        await CleanAsync(bench, new RetentionOptions { BatchSize = 10 });
        Expect.Equal((await bench.Ledger.ListAsync(new RunQuery { Count = 100 }, bench.Token)).Count, 0, "the number of runs after all batches");
    }

    private static async Task Clean_OldRun_TakesWhatBelongsToIt(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await bench.RunningAsync(node);
        await bench.Store.Ports.Checkpoints.WriteAsync(first.ExecutionId, first.Fence, new BotCheckpoint("one", "1"u8.ToArray()), bench.Token);
        await bench.ReleaseAsync(first, HandOutEnd.RetryLater);
        var second = await bench.ClaimOneAsync(node);
        await bench.EndAsync(bench.Outcome(second) with { Logs = bench.LogPart(second, 1, "one") });
        bench.Store.Advance(TimeSpan.FromDays(31));
        await CleanAsync(bench);

        Expect.Equal((await bench.Store.Ports.Checkpoints.ReadAsync(first.ExecutionId, bench.Token)).Count, 0, "the number of checkpoints of a deleted run");
        Expect.Equal((await bench.Store.Ports.Logs.ReadAsync(first.ExecutionId, bench.Token)).Count, 0, "the number of log parts of a deleted run");
        Expect.Equal((await bench.Ledger.ListHandOutsAsync(first.ExecutionId, bench.Token)).Count, 0, "the number of hand-outs of a deleted run");
    }

    private static async Task Clean_OldRun_FreesNoLivingKey(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync(), bench.Submission(key: "k") with { KeyLifetime = TimeSpan.FromDays(60) });
        bench.Store.Advance(TimeSpan.FromDays(31));
        await CleanAsync(bench);

        Expect.Equal((await bench.EnqueueAsync(bench.Submission(key: "k"))).ExecutionId, id, "the run that holds a key which outlives its row");
    }

    private static async Task Clean_OldRun_LeavesTheRollupsOfItsDay(Bench bench)
    {
        var at = bench.Store.Now;
        await bench.EndedAsync(await bench.JoinAsync());
        bench.Store.Advance(TimeSpan.FromDays(31));
        await CleanAsync(bench);

        var rollups = await bench.Ledger.ReadRollupsAsync(at - TimeSpan.FromHours(2), at + TimeSpan.FromHours(2), bench.Token);
        Expect.Equal(rollups.Sum(each => each.Counts[(int)BotStatus.Succeeded]), 1, "the number of runs that the roll-ups of that day count");
    }
}
