using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>A run that waits is made due, one that runs is noted, and no wake is slept through.</summary>
internal static class WakeCases
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(2);

    public static CaseList All { get; } = new()
    {
        Wake_Unknown_IsUnknown,
        Wake_Ended_ChangesNothing,
        Wake_Scheduled_IsDueAtOnce,
        Wake_Queued_KeepsItsPlace,
        Wake_Yielded_GoesOnFromItsCheckpoint,
        Wake_Running_ItsYieldIsDueAtOnce,
        Wake_Running_ItsYieldUntilAnInstantIsDueAtOnce,
        Wake_Running_TheNextHandOutForgetsIt,
        Wake_Running_OtherEndsOfTheHandOutKeepTheirDelay,
        Wake_Running_ALossForgetsItWithTheNextHandOut,
        Wake_Running_ItMayEnd,
        Wake_RunWhoseEndWasAskedFor_IsCanceledAllTheSame,
        Wake_DirectRun_IsNoted,
        Wake_Scheduled_WakesAnIdleNode,
        Wake_RacingYields_IsNeverLost,
        Wake_RacingClaims_IsNeverLost,
    };

    private static async Task ExpectAsync(Bench bench, Guid id, WakeOutcome outcome, string of)
        => Expect.Equal(await bench.Queue.WakeAsync(id, bench.Token), outcome, $"the answer to waking {of}");

    private static async Task ExpectDueAsync(Bench bench, Guid node, Guid id, string what)
        => Expect.Sequence((await bench.ClaimAsync(node)).Select(run => run.ExecutionId), [id], what);

    private static Task Wake_Unknown_IsUnknown(Bench bench) => ExpectAsync(bench, bench.NewId(), WakeOutcome.Unknown, "a run that nobody submitted");

    private static async Task Wake_Ended_ChangesNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            var id = await bench.EndedAsync(node, status: status);
            await ExpectAsync(bench, id, WakeOutcome.Ended, $"a run that ended {status}");
            var found = await bench.FindAsync(id);
            Expect.Equal((found.State, found.Status), (RunState.Ended, status), "state and status after a wake that came too late");
        }

        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs that a claim brings after ended runs were woken");
    }

    private static async Task Wake_Scheduled_IsDueAtOnce(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.AcceptAsync(bench.Submission(delay: Long));
        await ExpectAsync(bench, id, WakeOutcome.Woken, "a run that is due later");

        var found = await bench.FindAsync(id);
        Expect.Equal((found.State, found.Deliveries, found.Fence), (RunState.Queued, 0, 0L), "state, deliveries and fence of a run that was woken");
        Expect.That(found.DueAt <= bench.Store.Now, $"it to be due now (it is due {found.DueAt - bench.Store.Now} later)");
        await ExpectDueAsync(bench, node, id, "the runs that a claim brings after the wake");
    }

    private static async Task Wake_Queued_KeepsItsPlace(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await bench.AcceptAsync();
        await bench.PassAsync(TimeSpan.FromMilliseconds(5));
        await bench.AcceptAsync();
        var due = (await bench.FindAsync(first)).DueAt;
        await bench.PassAsync(TimeSpan.FromMilliseconds(5));
        await ExpectAsync(bench, first, WakeOutcome.Woken, "a run that is due already");

        Expect.Equal((await bench.FindAsync(first)).DueAt, due, "the due time of a run that was due already");
        Expect.Equal((await bench.ClaimOneAsync(node)).ExecutionId, first, "the first run in the line");
    }

    private static async Task Wake_Yielded_GoesOnFromItsCheckpoint(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        var yield = bench.Release(run, HandOutEnd.Yielded, Long) with { Checkpoint = new BotCheckpoint("asked", """{"at":2}"""u8.ToArray()) };
        Expect.That(await bench.Queue.ReleaseAsync(yield, bench.Token), "the holder's yield to be accepted");
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Woken, "a run that yielded");

        var again = await bench.ClaimOneAsync(node);
        Expect.Equal((again.ExecutionId, again.Delivery, again.Lost), (run.ExecutionId, 2, 0), "run, delivery and lost of the hand-out after the wake");
        var kept = await bench.Store.Ports.Checkpoints.ReadAsync(run.ExecutionId, bench.Token);
        Expect.Sequence(kept.Select(each => each.Step), ["asked"], "the checkpoints of a run that was woken");
    }

    private static async Task Wake_Running_ItsYieldIsDueAtOnce(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run, again");
        await bench.ReleaseAsync(run, HandOutEnd.Yielded, Long);

        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Queued, "the state after a yield that was woken before");
        await ExpectDueAsync(bench, node, run.ExecutionId, "the runs that a claim brings after a yield that was woken before");
    }

    private static async Task Wake_Running_ItsYieldUntilAnInstantIsDueAtOnce(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
        var yield = bench.Release(run, HandOutEnd.Yielded) with { DueAt = bench.Store.Now + Long };
        Expect.That(await bench.Queue.ReleaseAsync(yield, bench.Token), "the holder's yield to be accepted");

        await ExpectDueAsync(bench, node, run.ExecutionId, "the runs that a claim brings after a yield until an instant that was woken before");
    }

    private static async Task Wake_Running_TheNextHandOutForgetsIt(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
        await bench.ReleaseAsync(run, HandOutEnd.Yielded, Long);
        await bench.ReleaseAsync(await bench.ClaimOneAsync(node), HandOutEnd.Yielded, Long);

        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Scheduled, "the state after a yield of a later hand-out");
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs that are due after it");
    }

    private static async Task Wake_Running_OtherEndsOfTheHandOutKeepTheirDelay(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var reason in new[] { HandOutEnd.RetryLater, HandOutEnd.Deferred, HandOutEnd.Returned })
        {
            var run = await bench.RunningAsync(node);
            await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
            await bench.ReleaseAsync(run, reason, Long);
            Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Scheduled, $"the state after the release '{reason}' of a run that was woken");

            await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Woken, $"it after the release '{reason}'");
            await bench.ReleaseAsync(await bench.ClaimOneAsync(node), HandOutEnd.Yielded, Long);
            Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Scheduled, "the state after a yield of the hand-out after it");
        }
    }

    private static async Task Wake_Running_ALossForgetsItWithTheNextHandOut(Bench bench)
    {
        var (lost, other) = (await bench.JoinAsync("lost"), await bench.JoinAsync("other"));
        var run = await bench.RunningAsync(lost);
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
        Expect.NotNull(await bench.LoseAsync(lost), "the node's runs to be recovered");
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Woken, "a run that was lost with its node");

        var again = await bench.ClaimOneAsync(other);
        Expect.Equal((again.ExecutionId, again.Lost), (run.ExecutionId, 1), "run and lost of the hand-out after the loss");
        await bench.ReleaseAsync(again, HandOutEnd.Yielded, Long);
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Scheduled, "the state after a yield of the hand-out after the loss");
    }

    private static async Task Wake_Running_ItMayEnd(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run");
        await bench.EndAsync(bench.Outcome(run));

        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Status, BotStatus.Succeeded, "the status of a run that was woken and ended");
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Ended, "it after its end");
    }

    private static async Task Wake_RunWhoseEndWasAskedFor_IsCanceledAllTheSame(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);
        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a running run whose end was asked for");
        await bench.ReleaseAsync(run, HandOutEnd.Yielded, Long);

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.That(found.IsCancelRequested || found.Status == BotStatus.Canceled, "it to be canceled or still to know");
    }

    private static async Task Wake_DirectRun_IsNoted(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = bench.Submission() with { Trigger = BotTrigger.Http };
        await bench.Ledger.BeginAsync(run, node, bench.Token);

        await ExpectAsync(bench, run.ExecutionId, WakeOutcome.Noted, "a direct run");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Running, "the state of a direct run that was woken");
    }

    private static async Task Wake_Scheduled_WakesAnIdleNode(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.AcceptAsync(bench.Submission(delay: Long));
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs that are due");
        var idle = bench.Queue.WaitForWorkAsync(node, TimeSpan.FromHours(1), bench.Token).AsTask();
        await ExpectAsync(bench, id, WakeOutcome.Woken, "a run that is due later");

        await idle.WaitAsync(Bench.Patience, TimeProvider.System, bench.Token);
        await ExpectDueAsync(bench, node, id, "the runs that a node claims which was idle");
    }

    private static async Task Wake_RacingYields_IsNeverLost(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 40; i++)
        {
            var run = await bench.RunningAsync(node);
            var yield = Task.Run(async () => await bench.ReleaseAsync(run, HandOutEnd.Yielded, Long), bench.Token);
            var wake = await Task.Run(async () => await bench.Queue.WakeAsync(run.ExecutionId, bench.Token), bench.Token);
            await yield;

            Expect.That(wake is WakeOutcome.Woken or WakeOutcome.Noted, $"a wake that races a yield to be heard (it is '{wake}')");
            var claimed = await bench.ClaimOneAsync(node);
            Expect.Equal(claimed.ExecutionId, run.ExecutionId, $"the run that is due after a wake ('{wake}') that raced a yield");
            await bench.EndAsync(bench.Outcome(claimed));
        }
    }

    private static async Task Wake_RacingClaims_IsNeverLost(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 40; i++)
        {
            var id = await bench.AcceptAsync();
            var claim = Task.Run(async () => await bench.ClaimAsync(node, 1), bench.Token);
            var wake = await Task.Run(async () => await bench.Queue.WakeAsync(id, bench.Token), bench.Token);

            // A claim may pass over a row that is being woken; the wake then tells it to look again.
            var run = await claim is [var claimed] ? claimed : await bench.ClaimOneAsync(node);
            await bench.ReleaseAsync(run, HandOutEnd.Yielded, Long);

            // Woken: the hand-out came after it, and sees what was stored before. Noted: it came before, and goes on at once.
            var state = (await bench.FindAsync(id)).State;
            Expect.Equal(state, wake == WakeOutcome.Noted ? RunState.Queued : RunState.Scheduled, $"the state after a yield, when a wake that raced the claim was '{wake}'");
            await bench.Queue.CancelAsync(id, bench.Token);
        }
    }
}
