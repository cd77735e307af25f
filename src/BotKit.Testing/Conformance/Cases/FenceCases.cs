using System.Text;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Fences strictly increase, and a stale holder changes nothing (I5).</summary>
internal static class FenceCases
{
    public static CaseList All { get; } = new()
    {
        Fence_OfEachHandOut_IsHigherThanTheLast,
        Fence_Stale_EndChangesNothing,
        Fence_Stale_ReleaseChangesNothing,
        Fence_Stale_ReportChangesNothing,
        Fence_Stale_CheckpointChangesNothing,
        Fence_NeverGiven_ChangesNothing,
        Fence_OfReturnedRun_ChangesNothing,
        Fence_OfEndedRun_ChangesNothing,
        Fence_Good_ReportIsShown,
        Fence_EndedTwiceInParallel_IsStoredOnce,
    };

    private static async Task<(ClaimedRun Stale, ClaimedRun Holder)> HandOutTwiceAsync(Bench bench)
    {
        var node = await bench.JoinAsync();
        var stale = await bench.RunningAsync(node);
        await bench.ReleaseAsync(stale, HandOutEnd.RetryLater);
        return (stale, await bench.ClaimOneAsync(node));
    }

    private static async Task ExpectUnchangedAsync(Bench bench, Guid id, string by, Func<Task<bool>> write)
    {
        var before = await bench.FindAsync(id);
        Expect.That(!await write(), $"{by} to be refused");
        var after = await bench.FindAsync(id);
        Expect.Equal(Shape(after), Shape(before), $"the run after {by}");
    }

    private static object Shape(StoredRun run)
        => (run.State, run.Status, run.Deliveries, run.Lost, run.Redeliveries, run.Fence, run.Node, run.DueAt, (run.StartedAt, run.EndedAt, run.Progress?.Fraction, run.Error?.Code, Encoding.UTF8.GetString(run.Output.Span)));

    private static async Task Fence_OfEachHandOut_IsHigherThanTheLast(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync();
        var last = 0L;
        foreach (var reason in (HandOutEnd[])[HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded, HandOutEnd.Returned])
        {
            var run = await bench.ClaimOneAsync(node);
            Expect.That(run.Fence > last, $"a fence above {last} (it is {run.Fence})");
            last = run.Fence;
            await bench.ReleaseAsync(run, reason);
        }

        Expect.That((await bench.ClaimOneAsync(node)).Fence > last, $"a fence above {last}");
    }

    private static async Task Fence_Stale_EndChangesNothing(Bench bench)
    {
        var (stale, holder) = await HandOutTwiceAsync(bench);
        await ExpectUnchangedAsync(bench, stale.ExecutionId, "an outcome under a stale fence", async () => await bench.Ledger.EndAsync(bench.Outcome(stale), bench.Token));

        await bench.EndAsync(bench.Outcome(holder, BotStatus.Failed));
        Expect.Equal((await bench.FindAsync(stale.ExecutionId)).Status, BotStatus.Failed, "the status, which is the holder's");
    }

    private static async Task Fence_Stale_ReleaseChangesNothing(Bench bench)
    {
        var (stale, _) = await HandOutTwiceAsync(bench);
        foreach (var reason in (HandOutEnd[])[HandOutEnd.Returned, HandOutEnd.Deferred, HandOutEnd.RetryLater, HandOutEnd.Yielded])
        {
            await ExpectUnchangedAsync(
                bench, stale.ExecutionId, $"a release '{reason}' under a stale fence", async () => await bench.Queue.ReleaseAsync(bench.Release(stale, reason), bench.Token));
        }
    }

    private static async Task Fence_Stale_ReportChangesNothing(Bench bench)
    {
        var (stale, holder) = await HandOutTwiceAsync(bench);
        Expect.That(await bench.Queue.ReportAsync(holder.ExecutionId, holder.Fence, new BotProgress(0.25, "a quarter", bench.Store.Now), bench.Token), "the holder's progress to be accepted");
        await ExpectUnchangedAsync(
            bench,
            stale.ExecutionId,
            "progress under a stale fence",
            async () => await bench.Queue.ReportAsync(stale.ExecutionId, stale.Fence, new BotProgress(0.5, "half", bench.Store.Now), bench.Token));
    }

    private static async Task Fence_Stale_CheckpointChangesNothing(Bench bench)
    {
        var (stale, holder) = await HandOutTwiceAsync(bench);
        var checkpoints = bench.Store.Ports.Checkpoints;
        Expect.That(await checkpoints.WriteAsync(holder.ExecutionId, holder.Fence, new BotCheckpoint("one", "1"u8.ToArray()), bench.Token), "the holder's checkpoint to be accepted");

        Expect.That(!await checkpoints.WriteAsync(stale.ExecutionId, stale.Fence, new BotCheckpoint("one", "2"u8.ToArray()), bench.Token), "a checkpoint under a stale fence to be refused");
        Expect.That(!await bench.Queue.ReleaseAsync(bench.Release(stale, HandOutEnd.Yielded) with { Checkpoint = new BotCheckpoint("two", "2"u8.ToArray()) }, bench.Token), "a yield under a stale fence to be refused");

        var kept = await checkpoints.ReadAsync(holder.ExecutionId, bench.Token);
        Expect.Sequence(kept.Select(each => $"{each.Step}={Encoding.UTF8.GetString(each.Json.Span)}"), ["one=1"], "the checkpoints");
    }

    private static async Task Fence_NeverGiven_ChangesNothing(Bench bench)
    {
        var waits = await bench.AcceptAsync(bench.Submission("other"));
        await ExpectUnchangedAsync(bench, waits, "an outcome of a run that was never handed out", async () => await bench.Ledger.EndAsync(bench.Outcome(waits, 0, bot: "other"), bench.Token));
        await ExpectUnchangedAsync(bench, waits, "an outcome under a made-up fence", async () => await bench.Ledger.EndAsync(bench.Outcome(waits, 1, bot: "other"), bench.Token));

        var run = await bench.RunningAsync(await bench.JoinAsync());
        await ExpectUnchangedAsync(bench, run.ExecutionId, "an outcome under a fence of the future", async () => await bench.Ledger.EndAsync(bench.Outcome(run.ExecutionId, run.Fence + 1), bench.Token));

        var unknown = bench.NewId();
        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(unknown, 1), bench.Token), "an outcome of a run that nobody submitted to be refused");
        Expect.That(await bench.Ledger.FindAsync(unknown, bench.Token) is null, "no phantom: an outcome alone makes no run (I2)");
    }

    private static async Task Fence_OfReturnedRun_ChangesNothing(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.ReleaseAsync(run, HandOutEnd.Returned, TimeSpan.FromHours(1));

        await ExpectUnchangedAsync(bench, run.ExecutionId, "an outcome of a run that was given back", async () => await bench.Ledger.EndAsync(bench.Outcome(run), bench.Token));
        await ExpectUnchangedAsync(bench, run.ExecutionId, "a second release", async () => await bench.Queue.ReleaseAsync(bench.Release(run, HandOutEnd.RetryLater), bench.Token));
    }

    private static async Task Fence_OfEndedRun_ChangesNothing(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.EndAsync(bench.Outcome(run));
        var before = await bench.FindAsync(run.ExecutionId);

        Expect.That(await bench.Ledger.EndAsync(bench.Outcome(run), bench.Token), "an outcome that is the stored one already to count as success");
        await ExpectUnchangedAsync(bench, run.ExecutionId, "a release after the end", async () => await bench.Queue.ReleaseAsync(bench.Release(run, HandOutEnd.RetryLater), bench.Token));
        await ExpectUnchangedAsync(
            bench,
            run.ExecutionId,
            "progress after the end",
            async () => await bench.Queue.ReportAsync(run.ExecutionId, run.Fence, new BotProgress(0.5, null, bench.Store.Now), bench.Token));
        await bench.Ledger.EndAsync(bench.Outcome(run, BotStatus.Failed), bench.Token);
        Expect.Equal(Shape(await bench.FindAsync(run.ExecutionId)), Shape(before), "an ended run after another outcome under its fence");
    }

    private static async Task Fence_Good_ReportIsShown(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        Expect.That(await bench.Queue.ReportAsync(run.ExecutionId, run.Fence, new BotProgress(0.25, "a quarter", bench.Store.Now), bench.Token), "the holder's progress to be accepted");

        var progress = Expect.NotNull((await bench.FindAsync(run.ExecutionId)).Progress, "the run's progress");
        Expect.Equal((progress.Fraction, progress.Message), (0.25, "a quarter"), "the run's progress");
    }

    private static async Task Fence_EndedTwiceInParallel_IsStoredOnce(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        BotStatus[] statuses = [BotStatus.Succeeded, BotStatus.Failed, BotStatus.TimedOut, BotStatus.Succeeded, BotStatus.Failed, BotStatus.TimedOut];

        await Task.WhenAll(statuses.Select(status => Task.Run(async () => await bench.Ledger.EndAsync(bench.Outcome(run, status), bench.Token), bench.Token)));

        var rollups = await RollupCases.CountsAsync(bench, Bench.Bot);
        Expect.Equal(rollups.Sum(), 1, "the number of ends that the roll-ups count of one run");
        Expect.Equal(rollups[(int)(await bench.FindAsync(run.ExecutionId)).Status!.Value], 1, "the number of ends that the roll-ups count of the stored status");
    }
}
