using System.Text;
using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

internal static class CheckpointCases
{
    public static CaseList All { get; } = new()
    {
        Checkpoint_Written_IsReadInTheOrderOfFirstWrites,
        Checkpoint_SurvivesTheHandOut,
        Checkpoint_OfEndedRun_IsRefused,
        { Checkpoint_SurvivesTheLossOfItsNode, StoreAbilities.Leases },
    };

    private static BotCheckpoint Step(string name, string json) => new(name, Encoding.UTF8.GetBytes(json));

    private static async Task ExpectAsync(Bench bench, Guid id, params string[] steps)
        => Expect.Sequence(
            (await bench.Store.Ports.Checkpoints.ReadAsync(id, bench.Token)).Select(each => $"{each.Step}={Encoding.UTF8.GetString(each.Json.Span)}"), steps, "the checkpoints");

    private static async Task Checkpoint_Written_IsReadInTheOrderOfFirstWrites(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        var other = await bench.RunningAsync(await bench.JoinAsync());
        foreach (var step in (BotCheckpoint[])[Step("z", "1"), Step("a", "2"), Step("z", "3")])
        {
            Expect.That(await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, step, bench.Token), "the holder's checkpoint to be accepted");
        }

        await ExpectAsync(bench, run.ExecutionId, "z=3", "a=2");
        await ExpectAsync(bench, other.ExecutionId);
    }

    private static async Task Checkpoint_SurvivesTheHandOut(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await bench.RunningAsync(node);
        await bench.Store.Ports.Checkpoints.WriteAsync(first.ExecutionId, first.Fence, Step("one", "1"), bench.Token);
        await bench.ReleaseAsync(first, HandOutEnd.RetryLater);
        var second = await bench.ClaimOneAsync(node);

        Expect.That(await bench.Store.Ports.Checkpoints.WriteAsync(second.ExecutionId, second.Fence, Step("two", "2"), bench.Token), "the next holder's checkpoint to be accepted");
        await ExpectAsync(bench, first.ExecutionId, "one=1", "two=2");
    }

    private static async Task Checkpoint_OfEndedRun_IsRefused(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await bench.EndAsync(bench.Outcome(run));

        Expect.That(!await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, Step("late", "1"), bench.Token), "a checkpoint of a run that has ended to be refused");
    }

    private static async Task Checkpoint_SurvivesTheLossOfItsNode(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, Step("one", "1"), bench.Token);
        await bench.LoseAsync(node);

        await ExpectAsync(bench, run.ExecutionId, "one=1");
        Expect.That(!await bench.Store.Ports.Checkpoints.WriteAsync(run.ExecutionId, run.Fence, Step("late", "1"), bench.Token), "a checkpoint of a node that lost its lease to be refused");
    }
}
