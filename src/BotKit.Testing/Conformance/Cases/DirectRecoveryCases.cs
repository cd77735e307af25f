using BotKit.Ledger;
using BotKit.Nodes;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What becomes of direct durable runs whose node is lost: they are never queued.</summary>
internal static class DirectRecoveryCases
{
    public static CaseList All { get; } = new()
    {
        { Recover_DirectRun_FailsAsInterrupted, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_WaitsForTheNextCallWithIt, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_RefusesItsFirstHolder, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_ConflictsWithAnotherInput, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_TakesNoProgressAndNoCheckpoint, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_IsTakenOverOnce, StoreAbilities.Leases },
        { Recover_DirectRunWithKey_EndsWhenItsKeyExpires, StoreAbilities.Leases | StoreAbilities.Clock },
        { Recover_DirectRun_IsNeverClaimed, StoreAbilities.Leases },
    };

    private static async Task<(Guid Node, RunSubmission Run, RunBegin Begun)> BeginAsync(Bench bench, string? key)
    {
        var node = await bench.JoinAsync();
        var run = bench.Submission(key: key) with { Trigger = BotTrigger.Http, KeyLifetime = TimeSpan.FromHours(1) };
        return (node, run, await bench.Ledger.BeginAsync(run, node, bench.Token));
    }

    private static async Task LoseAsync(Bench bench, Guid node)
        => Expect.Equal(await bench.LoseAsync(node), new NodeRecovery(0, 0, 0, 1), "what became of the one direct run of a lost node");

    private static async Task Recover_DirectRun_FailsAsInterrupted(Bench bench)
    {
        var (node, run, _) = await BeginAsync(bench, null);
        await LoseAsync(bench, node);

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.Status, found.Error?.Code), (RunState.Ended, BotStatus.Failed, "interrupted"), "state, status and code");
        Expect.Equal((await RollupCases.CountsAsync(bench, Bench.Bot))[(int)BotStatus.Failed], 1, "the number of failed runs that the roll-ups count");
    }

    private static async Task Recover_DirectRunWithKey_WaitsForTheNextCallWithIt(Bench bench)
    {
        var (node, run, begun) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Status, null, "the status of a run that waits for the next call with its key");

        var next = await bench.Ledger.BeginAsync(bench.Submission(key: "k"), await bench.JoinAsync("b"), bench.Token);

        Expect.Equal((next.Outcome, next.ExecutionId, next.Fence), (KeyOutcome.Won, run.ExecutionId, begun.Fence + 1), "the answer to the next call with the key of an interrupted run");
        await bench.EndAsync(bench.Outcome(next.ExecutionId, next.Fence));
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Status, BotStatus.Succeeded, "the status");
    }

    private static async Task Recover_DirectRunWithKey_RefusesItsFirstHolder(Bench bench)
    {
        var (node, run, begun) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);
        var next = await bench.Ledger.BeginAsync(bench.Submission(key: "k"), await bench.JoinAsync("b"), bench.Token);
        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(run.ExecutionId, begun.Fence, BotStatus.Failed), bench.Token), "the outcome of the first holder to be refused after a take-over");
        await bench.EndAsync(bench.Outcome(next.ExecutionId, next.Fence));
    }

    private static async Task Recover_DirectRunWithKey_ConflictsWithAnotherInput(Bench bench)
    {
        var (node, run, _) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);

        var answer = await bench.Ledger.BeginAsync(bench.Submission(key: "k", input: """{"n":2}"""), await bench.JoinAsync("b"), bench.Token);
        Expect.Equal((answer.Outcome, answer.ExecutionId), (KeyOutcome.Conflict, run.ExecutionId), "the answer to the key of an interrupted run with another input");
    }

    private static async Task Recover_DirectRunWithKey_TakesNoProgressAndNoCheckpoint(Bench bench)
    {
        var (node, run, begun) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);

        Expect.That(
            !await bench.Queue.ReportAsync(run.ExecutionId, begun.Fence, new BotProgress(0.5, "late", bench.Store.Now), bench.Token),
            "the progress of a node that lost its lease to be refused");
        Expect.That(
            !await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, begun.Fence, new BotCheckpoint("late", "1"u8.ToArray()), bench.Token),
            "the checkpoint of a node that lost its lease to be refused");
    }

    private static async Task Recover_DirectRunWithKey_IsTakenOverOnce(Bench bench)
    {
        var (node, run, _) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);
        var next = await bench.JoinAsync("b");

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await bench.Ledger.BeginAsync(bench.Submission(key: "k"), next, bench.Token), bench.Token)));

        Expect.Equal(answers.Count(each => each.Outcome == KeyOutcome.Won), 1, "the number of calls that take an interrupted run over");
        Expect.That(answers.All(each => each.ExecutionId == run.ExecutionId), "all calls to be told the id of the interrupted run");
    }

    private static async Task Recover_DirectRunWithKey_EndsWhenItsKeyExpires(Bench bench)
    {
        var (node, run, _) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);
        bench.Store.Advance(TimeSpan.FromHours(2));

        for (var i = 0; i < 20 && await bench.Store.Ports.Maintenance.CleanAsync(new RetentionOptions(), bench.Token) > 0; i++)
        {
        }

        var next = bench.Submission(key: "k", input: """{"n":2}""");
        var answer = await bench.Ledger.BeginAsync(next, await bench.JoinAsync("b"), bench.Token);
        Expect.Equal((answer.Outcome, answer.ExecutionId), (KeyOutcome.Won, next.ExecutionId), "the answer to a key that expired while its run waited");
        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.Status, found.Error?.Code), (BotStatus.Failed, "interrupted"), "status and code of an interrupted run whose key expired");
    }

    private static async Task Recover_DirectRun_IsNeverClaimed(Bench bench)
    {
        var (node, _, _) = await BeginAsync(bench, "k");
        await LoseAsync(bench, node);
        await bench.PassAsync(TimeSpan.FromSeconds(1));

        Expect.Equal((await bench.ClaimAsync(await bench.JoinAsync("b"))).Count, 0, "the number of runs that a claim brings: a direct run is never queued");
    }
}
