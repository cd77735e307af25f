using System.Text;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What each way of giving a run back does to its counts, state and due time.</summary>
internal static class ReleaseCases
{
    public static CaseList All { get; } = new()
    {
        Release_Returned_TakesTheHandOutBack,
        Release_Deferred_TakesTheHandOutBack,
        Release_RetryLater_CountsARedelivery,
        Release_Yielded_LeavesTheCountsAlone,
        Release_WithDelay_IsScheduled,
        Release_WithDueAt_IsDueThen,
        { Release_WithDelay_IsNotClaimedBefore, StoreAbilities.Clock },
        Release_WithoutDelay_IsClaimedAtOnce,
        Release_Yielded_WritesItsCheckpoint,
        Release_WithLogs_StoresThem,
        Release_OfRunWhoseEndWasAskedFor_DoesNotForgetIt,
        Release_KeyedRun_KeepsItsKey,
    };

    private static async Task ExpectCountsAsync(Bench bench, HandOutEnd reason, (int Deliveries, int Redeliveries, int Lost) counts)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await bench.ReleaseAsync(run, reason);

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.Deliveries, found.Redeliveries, found.Lost), counts, $"deliveries, redeliveries and lost after the release '{reason}'");
        Expect.Equal(found.State, RunState.Queued, $"the state after the release '{reason}' without a delay");
        Expect.Equal(found.Status, null, "the status of a run that has not ended");

        var again = await bench.ClaimOneAsync(node);
        Expect.Equal((again.Delivery, again.Redeliveries, again.Lost), (counts.Deliveries + 1, counts.Redeliveries, counts.Lost), "delivery, redeliveries and lost of the next hand-out");
    }

    private static Task Release_Returned_TakesTheHandOutBack(Bench bench) => ExpectCountsAsync(bench, HandOutEnd.Returned, (0, 0, 0));

    private static Task Release_Deferred_TakesTheHandOutBack(Bench bench) => ExpectCountsAsync(bench, HandOutEnd.Deferred, (0, 0, 0));

    private static Task Release_RetryLater_CountsARedelivery(Bench bench) => ExpectCountsAsync(bench, HandOutEnd.RetryLater, (1, 1, 0));

    private static Task Release_Yielded_LeavesTheCountsAlone(Bench bench) => ExpectCountsAsync(bench, HandOutEnd.Yielded, (1, 0, 0));

    private static async Task Release_WithDelay_IsScheduled(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        var before = bench.Store.Now;
        await bench.ReleaseAsync(run, HandOutEnd.RetryLater, TimeSpan.FromMinutes(5));

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal(found.State, RunState.Scheduled, "the state of a run that is due later");
        Expect.That(found.DueAt >= before + TimeSpan.FromMinutes(5) - TimeSpan.FromMilliseconds(1), $"it to be due in five minutes (it is due in {found.DueAt - before})");
        var depth = await bench.DepthAsync();
        Expect.Equal((depth.Scheduled, depth.Queued, depth.Running), (1, 0, 0), "scheduled, queued and running");
    }

    private static async Task Release_WithDueAt_IsDueThen(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        var due = DateTimeOffset.FromUnixTimeMilliseconds((bench.Store.Now + TimeSpan.FromDays(3)).ToUnixTimeMilliseconds());
        Expect.That(await bench.Queue.ReleaseAsync(bench.Release(run, HandOutEnd.Yielded) with { DueAt = due }, bench.Token), "the holder's release to be accepted");

        Expect.Equal((await bench.FindAsync(run.ExecutionId)).DueAt, due, "the due time");
    }

    private static async Task Release_WithDelay_IsNotClaimedBefore(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await bench.ReleaseAsync(run, HandOutEnd.Deferred, TimeSpan.FromSeconds(10));

        bench.Store.Advance(TimeSpan.FromSeconds(10) - TimeSpan.FromMilliseconds(1));
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs a millisecond before the new due time");
        bench.Store.Advance(TimeSpan.FromMilliseconds(1));
        await bench.ClaimOneAsync(node);
    }

    private static async Task Release_WithoutDelay_IsClaimedAtOnce(Bench bench)
    {
        var (node, other) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        var run = await bench.RunningAsync(node);
        await bench.ReleaseAsync(run, HandOutEnd.Returned);

        Expect.Equal((await bench.ClaimOneAsync(other)).ExecutionId, run.ExecutionId, "the run that another node claims");
    }

    private static async Task Release_Yielded_WritesItsCheckpoint(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        var yield = bench.Release(run, HandOutEnd.Yielded, TimeSpan.FromDays(2)) with { Checkpoint = new BotCheckpoint("asked", """{"at":2}"""u8.ToArray()) };
        Expect.That(await bench.Queue.ReleaseAsync(yield, bench.Token), "the holder's yield to be accepted");

        var kept = await bench.Store.Ports.Checkpoints.ReadAsync(run.ExecutionId, bench.Token);
        Expect.Sequence(kept.Select(each => $"{each.Step}={Encoding.UTF8.GetString(each.Json.Span)}"), ["""asked={"at":2}"""], "the checkpoints of a run that yielded");
    }

    private static async Task Release_WithLogs_StoresThem(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.Queue.ReleaseAsync(bench.Release(run, HandOutEnd.RetryLater) with { Logs = bench.LogPart(run, 1, "gave up") }, bench.Token);

        await Expect.SoonAsync(
            async () => (await bench.Store.Ports.Logs.ReadAsync(run.ExecutionId, bench.Token)).SelectMany(part => part.Rows).Any(row => row.Message == "gave up"),
            "the lines that came with a release",
            bench.Token);
    }

    private static async Task Release_OfRunWhoseEndWasAskedFor_DoesNotForgetIt(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        Expect.Equal(await bench.Queue.CancelAsync(run.ExecutionId, bench.Token), CancelOutcome.Requested, "the answer to a cancel of a running run");
        await bench.ReleaseAsync(run, HandOutEnd.RetryLater);

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.That(found.IsCancelRequested || found.Status == BotStatus.Canceled, "a run whose end was asked for, given back, to be canceled or still to know");
    }

    private static async Task Release_KeyedRun_KeepsItsKey(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync(), bench.Submission(key: "k"));
        await bench.ReleaseAsync(run, HandOutEnd.RetryLater, TimeSpan.FromHours(1));

        Expect.Equal(await bench.EnqueueAsync(bench.Submission(key: "k")), new EnqueueResult(EnqueueOutcome.Joined, run.ExecutionId), "the answer to the key of a run that was put back");
    }
}
