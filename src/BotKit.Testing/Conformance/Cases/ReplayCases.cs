using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Testing.Conformance.Cases;

internal static class ReplayCases
{
    public static CaseList All { get; } = new()
    {
        Replay_OfEndedRun_IsANewRun,
        Replay_OfEachStatus_IsAccepted,
        Replay_OfRunThatHasNotEnded_IsRefused,
        Replay_OfUnknownRun_IsRefused,
        Replay_WithAnotherInput_TakesThat,
        Replay_WithItsOwnKey_JoinsItself,
        Replay_InheritsNoKey,
        Replay_OfErasedRun_IsRefused,
    };

    private static RunSubmission Again(Bench bench, Guid id, string? key = null, string input = "")
        => bench.Submission(key: key, input: input) with { Trigger = BotTrigger.Replay, ReplayOf = id };

    private static async Task Replay_OfEndedRun_IsANewRun(Bench bench)
    {
        var node = await bench.JoinAsync();
        var id = await bench.EndedAsync(node, bench.Submission() with { PayloadVersion = 1 }, BotStatus.Dead);
        var before = await bench.FindAsync(id);
        var again = Again(bench, id);

        Expect.Equal(await bench.Queue.ReplayAsync(id, again, bench.Token), new EnqueueResult(EnqueueOutcome.Accepted, again.ExecutionId), "the answer to a replay");

        var run = await bench.FindAsync(again.ExecutionId);
        Expect.Equal((run.State, run.Trigger, run.ReplayOf, run.Bot, run.PayloadVersion), (RunState.Queued, BotTrigger.Replay, id, Bench.Bot, 1), "state, trigger, replayed run, bot and payload version");
        Expect.Equal((run.Deliveries, run.Lost, run.Fence), (0, 0, 0L), "deliveries, lost and fence of a new run");
        Expect.Json(run.Input, """{"n":1}""", "the input");
        var old = await bench.FindAsync(id);
        Expect.Equal((old.State, old.Status, old.EndedAt), (before.State, before.Status, before.EndedAt), "state, status and end of the old run, which stays as it is");
        Expect.Equal((await bench.ClaimOneAsync(node)).ExecutionId, again.ExecutionId, "the claimed run");
    }

    private static async Task Replay_OfEachStatus_IsAccepted(Bench bench)
    {
        var node = await bench.JoinAsync();
        foreach (var status in Enum.GetValues<BotStatus>())
        {
            var id = await bench.EndedAsync(node, bench.Submission("other"), status);
            var answer = await bench.Queue.ReplayAsync(id, Again(bench, id) with { Bot = "other" }, bench.Token);
            Expect.Equal(answer?.Outcome, EnqueueOutcome.Accepted, $"the answer to a replay of a run that ended {status}");
            await bench.EndAsync(bench.Outcome(await bench.ClaimOneAsync(node, "other")));
        }
    }

    private static async Task Replay_OfRunThatHasNotEnded_IsRefused(Bench bench)
    {
        var running = (await bench.RunningAsync(await bench.JoinAsync())).ExecutionId;
        var queued = await bench.AcceptAsync();
        var scheduled = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)));
        foreach (var id in (Guid[])[running, queued, scheduled])
        {
            var again = Again(bench, id);
            Expect.Equal(await bench.Queue.ReplayAsync(id, again, bench.Token), null, "the answer to a replay of a run that has not ended");
            Expect.That(await bench.Ledger.FindAsync(again.ExecutionId, bench.Token) is null, "a refused replay to leave no row");
        }
    }

    private static async Task Replay_OfUnknownRun_IsRefused(Bench bench)
        => Expect.Equal(await bench.Queue.ReplayAsync(bench.NewId(), Again(bench, bench.NewId()), bench.Token), null, "the answer to a replay of a run that nobody submitted");

    private static async Task Replay_WithAnotherInput_TakesThat(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync());
        var again = Again(bench, id, input: """{"n":2}""");
        await bench.Queue.ReplayAsync(id, again, bench.Token);

        Expect.Json((await bench.FindAsync(again.ExecutionId)).Input, """{"n":2}""", "the input");
        Expect.Json((await bench.FindAsync(id)).Input, """{"n":1}""", "the input of the old run");
    }

    private static async Task Replay_WithItsOwnKey_JoinsItself(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync());
        var (first, second) = (Again(bench, id, "again"), Again(bench, id, "again"));
        await bench.Queue.ReplayAsync(id, first, bench.Token);

        Expect.Equal(await bench.Queue.ReplayAsync(id, second, bench.Token), new EnqueueResult(EnqueueOutcome.Joined, first.ExecutionId), "the answer to the same replay again");
        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of queued runs");
    }

    private static async Task Replay_InheritsNoKey(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync(), bench.Submission(key: "k"));
        var again = Again(bench, id);
        await bench.Queue.ReplayAsync(id, again, bench.Token);

        Expect.Equal((await bench.FindAsync(again.ExecutionId)).Origin?.IdempotencyKey, null, "the key of a replay");
        Expect.Equal(await bench.EnqueueAsync(bench.Submission(key: "k")), new EnqueueResult(EnqueueOutcome.Joined, id), "the answer to the key of the old run");
    }

    private static async Task Replay_OfErasedRun_IsRefused(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync());
        await bench.Ledger.EraseAsync(id, bench.Token);

        Expect.Equal(await bench.Queue.ReplayAsync(id, Again(bench, id), bench.Token), null, "the answer to a replay of a run whose input was erased");
    }
}
