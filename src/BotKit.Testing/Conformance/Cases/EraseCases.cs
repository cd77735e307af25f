using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

internal static class EraseCases
{
    public static CaseList All { get; } = new()
    {
        Erase_EndedRun_BlanksItsPayloads,
        Erase_EndedRun_BlanksLogsAndCheckpoints,
        Erase_EndedRun_BlanksTheAnswerOfItsKey,
        Erase_RunThatHasNotEnded_IsRefused,
        Erase_UnknownRun_IsRefused,
    };

    private static async Task Erase_EndedRun_BlanksItsPayloads(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync());
        var before = await bench.FindAsync(id);

        Expect.That(await bench.Ledger.EraseAsync(id, bench.Token), "an ended run to be erased");

        var run = await bench.FindAsync(id);
        Expect.That(run.IsErased && run.Input.IsEmpty && run.Output.IsEmpty, "input and output of an erased run to be blank, and it to say so");
        Expect.Equal(
            (run.State, run.Status, run.CreatedAt, run.StartedAt, run.EndedAt), (before.State, before.Status, before.CreatedAt, before.StartedAt, before.EndedAt), "state, status and times, which stay");
        Expect.That(await bench.Ledger.EraseAsync(id, bench.Token), "an erased run to be erased again without harm");
    }

    private static async Task Erase_EndedRun_BlanksLogsAndCheckpoints(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, new BotCheckpoint("one", "1"u8.ToArray()), bench.Token);
        await bench.EndAsync(bench.Outcome(run) with { Logs = bench.LogPart(run, 1, "a secret") });

        await bench.Ledger.EraseAsync(run.ExecutionId, bench.Token);

        var parts = await bench.Store.Ports.Logs.ReadAsync(run.ExecutionId, bench.Token);
        Expect.That(!parts.SelectMany(part => part.Rows).Any(row => row.Message.Contains("secret", StringComparison.Ordinal)), "the log of an erased run to be blank");
        Expect.Equal((await bench.Store.Ports.Logs.ListAsync(new RunLogQuery { Text = "secret" }, bench.Token)).Count, 0, "the number of its lines that a search finds");
        var checkpoints = await bench.Store.Ports.Checkpoints.ReadAsync(run.ExecutionId, bench.Token);
        Expect.That(checkpoints.All(each => each.Json.IsEmpty), "the checkpoints of an erased run to be blank");
    }

    private static async Task Erase_EndedRun_BlanksTheAnswerOfItsKey(Bench bench)
    {
        var id = await bench.EndedAsync(await bench.JoinAsync(), bench.Submission(key: "k"));
        await bench.Ledger.EraseAsync(id, bench.Token);

        var answer = await bench.Ledger.BeginAsync(bench.Submission(key: "k"), await bench.JoinAsync(), bench.Token);
        Expect.That(answer.Envelope is null || answer.Envelope.Data.IsEmpty, "the output of an erased run not to live on under its key");
    }

    private static async Task Erase_RunThatHasNotEnded_IsRefused(Bench bench)
    {
        var running = (await bench.RunningAsync(await bench.JoinAsync())).ExecutionId;
        var queued = await bench.AcceptAsync();
        foreach (var id in (Guid[])[running, queued])
        {
            Expect.That(!await bench.Ledger.EraseAsync(id, bench.Token), "a run that has not ended not to be erased");
            Expect.Json((await bench.FindAsync(id)).Input, """{"n":1}""", "its input");
        }
    }

    private static async Task Erase_UnknownRun_IsRefused(Bench bench)
        => Expect.That(!await bench.Ledger.EraseAsync(bench.NewId(), bench.Token), "a run that nobody submitted not to be erased");
}
