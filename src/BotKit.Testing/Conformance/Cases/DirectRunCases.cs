using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Direct durable runs: begun and ended by the node that was called.</summary>
internal static class DirectRunCases
{
    public static CaseList All { get; } = new()
    {
        Begin_WithoutKey_IsRunning,
        Begin_SameIdAgain_FindsItsOwnRow,
        Begin_DirectRun_IsNeverClaimed,
        Begin_KeyInFlight_TellsWhoHoldsIt,
        Begin_KeyWithStoredOutcome_BringsTheEnvelope,
        Begin_KeyWithAnotherInput_Conflicts,
        Begin_KeyFreedByItsRun_IsWon,
        Begin_KeyOfQueuedRun_IsInFlight,
        Begin_InParallel_OneWins,
        End_OfDirectRun_IsStoredOnce,
    };

    private static RunSubmission Direct(Bench bench, string? key = null, string input = """{"n":1}""")
        => bench.Submission(key: key, input: input) with { Trigger = BotTrigger.Http };

    private static async Task<RunBegin> BeginAsync(Bench bench, RunSubmission run, Guid node) => await bench.Ledger.BeginAsync(run, node, bench.Token);

    private static async Task Begin_WithoutKey_IsRunning(Bench bench)
    {
        var run = Direct(bench);
        var begun = await BeginAsync(bench, run, await bench.JoinAsync("node-7"));

        Expect.Equal((begun.Outcome, begun.ExecutionId), (KeyOutcome.Won, run.ExecutionId), "the answer to a direct run without a key");
        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.Deliveries, found.Trigger, found.Node), (RunState.Running, 1, BotTrigger.Http, "node-7"), "state, deliveries, trigger and node");
        Expect.Equal(found.Fence, begun.Fence, "the fence");
        Expect.Equal(found.DueAt, null, "the due time of a direct run");
    }

    private static async Task Begin_SameIdAgain_FindsItsOwnRow(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var run in (RunSubmission[])[Direct(bench), Direct(bench, "k")])
        {
            var first = await BeginAsync(bench, run, node);
            Expect.Equal(await BeginAsync(bench, run, node), first, "the answer to a begin that is repeated because its answer was lost");
        }
    }

    private static async Task Begin_DirectRun_IsNeverClaimed(Bench bench)
    {
        var node = await bench.JoinAsync();
        await BeginAsync(bench, Direct(bench), node);

        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs that a claim brings beside a direct run");
    }

    private static async Task Begin_KeyInFlight_TellsWhoHoldsIt(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await BeginAsync(bench, Direct(bench, "k"), node);

        var second = await BeginAsync(bench, Direct(bench, "k"), node);

        Expect.Equal((second.Outcome, second.ExecutionId), (KeyOutcome.InFlight, first.ExecutionId), "the answer to a key in flight");
    }

    private static async Task Begin_KeyWithStoredOutcome_BringsTheEnvelope(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await BeginAsync(bench, Direct(bench, "k"), node);
        await bench.EndAsync(bench.Outcome(first.ExecutionId, first.Fence));

        var second = await BeginAsync(bench, Direct(bench, "k"), node);

        Expect.Equal((second.Outcome, second.ExecutionId), (KeyOutcome.Stored, first.ExecutionId), "the answer to a key with a stored outcome");
        Expect.Json(Expect.NotNull(second.Envelope, "the stored envelope").Data, """{"ok":true}""", "the stored result");
    }

    private static async Task Begin_KeyWithAnotherInput_Conflicts(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await BeginAsync(bench, Direct(bench, "k"), node);

        var answer = await BeginAsync(bench, Direct(bench, "k", """{"n":2}"""), node);
        Expect.Equal((answer.Outcome, answer.ExecutionId), (KeyOutcome.Conflict, first.ExecutionId), "the answer to a key with another input");
    }

    private static async Task Begin_KeyFreedByItsRun_IsWon(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await BeginAsync(bench, Direct(bench, "k"), node);
        await bench.EndAsync(bench.Outcome(first.ExecutionId, first.Fence, BotStatus.Invalid));

        var second = Direct(bench, "k", """{"n":2}""");
        Expect.Equal((await BeginAsync(bench, second, node)) with { Fence = 0 }, new RunBegin(KeyOutcome.Won, second.ExecutionId), "the answer to a key that was freed");
    }

    private static async Task Begin_KeyOfQueuedRun_IsInFlight(Bench bench)
    {
        var queued = await bench.AcceptAsync(bench.Submission(key: "k"));

        var answer = await BeginAsync(bench, Direct(bench, "k"), await bench.JoinAsync());
        Expect.Equal((answer.Outcome, answer.ExecutionId), (KeyOutcome.InFlight, queued), "the answer to a direct run whose key a queued one holds");
    }

    private static async Task Begin_InParallel_OneWins(Bench bench)
    {
        var node = await bench.JoinAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(_ => Task.Run(async () => await BeginAsync(bench, Direct(bench, "k"), node), bench.Token)));

        Expect.Equal(answers.Count(each => each.Outcome == KeyOutcome.Won), 1, "the number of winners of one key");
        Expect.Equal(answers.Select(each => each.ExecutionId).Distinct().Count(), 1, "the number of runs that hold one key");
    }

    private static async Task End_OfDirectRun_IsStoredOnce(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = Direct(bench, "k");
        var begun = await BeginAsync(bench, run, node);
        var outcome = bench.Outcome(run.ExecutionId, begun.Fence);
        await bench.EndAsync(outcome);

        Expect.That(await bench.Ledger.EndAsync(outcome, bench.Token), "an outcome that is the stored one already to count as success");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, RunState.Ended, "the state");
        Expect.Equal((await RollupCases.CountsAsync(bench, Bench.Bot)).Sum(), 1, "the number of ends that the roll-ups count");
        Expect.Equal(await bench.EnqueueAsync(bench.Submission(key: "k")), new EnqueueResult(EnqueueOutcome.Joined, run.ExecutionId), "the answer of the queue to the key of an ended direct run");
    }
}
