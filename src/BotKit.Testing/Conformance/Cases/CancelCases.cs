using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

internal static class CancelCases
{
    public static CaseList All { get; } = new()
    {
        Cancel_Unknown_IsUnknown,
        Cancel_Queued_EndsAndNeverStarts,
        Cancel_Scheduled_EndsAndNeverStarts,
        Cancel_Running_IsAskedFor,
        Cancel_DirectRun_IsAskedFor,
        Cancel_Ended_ChangesNothing,
        Cancel_WaitingRun_FreesItsKeyAndIsCounted,
        Cancel_RacingClaims_EitherEndsOrAsks,
    };

    private static async Task ExpectAsync(Bench bench, Guid id, CancelOutcome outcome, string of)
        => Expect.Equal(await bench.Queue.CancelAsync(id, bench.Token), outcome, $"the answer to a cancel of {of}");

    private static Task Cancel_Unknown_IsUnknown(Bench bench) => ExpectAsync(bench, bench.NewId(), CancelOutcome.Unknown, "a run that nobody submitted");

    private static async Task Cancel_Queued_EndsAndNeverStarts(Bench bench)
        => await ExpectEndedAsync(bench, await bench.AcceptAsync());

    private static async Task Cancel_Scheduled_EndsAndNeverStarts(Bench bench)
        => await ExpectEndedAsync(bench, await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromMilliseconds(50))));

    private static async Task ExpectEndedAsync(Bench bench, Guid id)
    {
        await ExpectAsync(bench, id, CancelOutcome.Canceled, "a run that waits");
        await ExpectAsync(bench, id, CancelOutcome.AlreadyEnded, "a run that was canceled");

        var found = await bench.FindAsync(id);
        Expect.Equal((found.State, found.Status, found.Deliveries, found.Fence), (RunState.Ended, BotStatus.Canceled, 0, 0L), "state, status, deliveries and fence of a run that was never handed out");
        await bench.PassAsync(TimeSpan.FromMilliseconds(100));
        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync())).Count, 0, "the number of runs that a claim brings after a cancel");
    }

    private static async Task Cancel_Running_IsAskedFor(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await ExpectAsync(bench, run.ExecutionId, CancelOutcome.Requested, "a running run");
        await ExpectAsync(bench, run.ExecutionId, CancelOutcome.Requested, "a running run, again");

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.IsCancelRequested), (RunState.Running, true), "state and whether its end is asked for");
        await bench.EndAsync(bench.Outcome(run, BotStatus.Succeeded));
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Status, BotStatus.Succeeded, "the status of a run that did not honour its token in time");
    }

    private static async Task Cancel_DirectRun_IsAskedFor(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = bench.Submission() with { Trigger = BotTrigger.Http };
        await bench.Ledger.BeginAsync(run, node, bench.Token);

        await ExpectAsync(bench, run.ExecutionId, CancelOutcome.Requested, "a direct run");
        Expect.Sequence(bench.Nodes.Beat(node).CancelRequests, [run.ExecutionId], "the runs whose end was asked for, as their node hears of them");
    }

    private static async Task Cancel_Ended_ChangesNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            var id = await bench.EndedAsync(node, status: status);
            await ExpectAsync(bench, id, CancelOutcome.AlreadyEnded, $"a run that ended {status}");
            Expect.Equal((await bench.FindAsync(id)).Status, status, "the status after a cancel that came too late");
        }
    }

    private static async Task Cancel_WaitingRun_FreesItsKeyAndIsCounted(Bench bench)
    {
        var id = await bench.AcceptAsync(bench.Submission(key: "k"));
        await ExpectAsync(bench, id, CancelOutcome.Canceled, "a run that waits");

        await bench.AcceptAsync(bench.Submission(key: "k", input: """{"n":2}"""));
        Expect.Equal((await RollupCases.CountsAsync(bench, Bench.Bot))[(int)BotStatus.Canceled], 1, "the number of canceled runs that the roll-ups count");
    }

    private static async Task Cancel_RacingClaims_EitherEndsOrAsks(Bench bench)
    {
        var node = await bench.JoinAsync();
        for (var i = 0; i < 30; i++)
        {
            var id = await bench.AcceptAsync();
            var claim = Task.Run(async () => await bench.ClaimAsync(node, 1), bench.Token);
            var cancel = await Task.Run(async () => await bench.Queue.CancelAsync(id, bench.Token), bench.Token);
            var claimed = await claim;

            Expect.Equal(cancel, claimed.Count == 1 ? CancelOutcome.Requested : CancelOutcome.Canceled, $"the answer to a cancel that races a claim that brought {claimed.Count} runs");
            var found = await bench.FindAsync(id);
            Expect.Equal(found.State, claimed.Count == 1 ? RunState.Running : RunState.Ended, "the state afterwards");
        }
    }
}
