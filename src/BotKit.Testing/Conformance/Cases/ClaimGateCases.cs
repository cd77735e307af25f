using BotKit.Ledger;
using BotKit.Queue;
using BotKit.State;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Pause and circuit defer what waits and touch nothing.</summary>
internal static class ClaimGateCases
{
    public static CaseList All { get; } = new()
    {
        Gate_Paused_HandsOutNothingAndTouchesNothing,
        { Gate_PauseThatEnds_HandsOutAfterwards, StoreAbilities.Clock },
        Gate_Resumed_HandsOut,
        Gate_Isolated_HandsOutNothing,
        Gate_CircuitOpen_HandsOutNothingAndTouchesNothing,
        { Gate_CircuitDueForItsProbe_HandsOutOneRun, StoreAbilities.Clock },
        { Gate_CircuitDueForItsProbe_GivesOneProbeToParallelClaims, StoreAbilities.Clock },
        { Gate_ProbeInFlightElsewhere_HandsOutNothing, StoreAbilities.Clock },
        { Gate_ProbeExpired_HandsOutAnother, StoreAbilities.Clock },
        Gate_OfOneBot_DoesNotStopAnother,
    };

    private static Task WriteAsync(Bench bench, long version, BotPause? pause = null, CircuitPosition circuit = CircuitPosition.Closed, TimeSpan? openFor = null, CircuitProbe? probe = null)
        => WriteAsync(bench, new BotStateRecord(version, pause, circuit, openFor is { } span ? bench.Store.Now + span : null, probe));

    private static async Task WriteAsync(Bench bench, BotStateRecord state)
        => Expect.That(await bench.Store.Ports.State.TryWriteAsync(Bench.Bot, state, bench.Token), "the bot's state to be written");

    private static BotPause Pause(Bench bench, TimeSpan? duration = null)
        => new("maintenance", "ada", bench.Store.Now, duration is { } span ? bench.Store.Now + span : null);

    private static async Task ExpectUntouchedAsync(Bench bench, Guid node, Guid id, string gate)
    {
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, $"the number of runs of a bot that is {gate}");
        var run = await bench.FindAsync(id);
        Expect.Equal((run.State, run.Deliveries, run.Redeliveries, run.Fence), (RunState.Queued, 0, 0, 0L), $"state, deliveries, redeliveries and fence of a run whose bot is {gate}");
    }

    private static async Task Gate_Paused_HandsOutNothingAndTouchesNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, Pause(bench));
        await ExpectUntouchedAsync(bench, node, await bench.AcceptAsync(), "paused");
    }

    private static async Task Gate_PauseThatEnds_HandsOutAfterwards(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, Pause(bench, TimeSpan.FromMinutes(5)));
        await bench.AcceptAsync();
        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 1)], 1, true), bench.Token);
        Expect.Equal(batch.Runs.Count, 0, "the number of runs during the pause");
        Expect.That(batch.NextDue is { } due && due > TimeSpan.Zero && due <= TimeSpan.FromMinutes(5), $"the claim to tell when the pause ends (it told {batch.NextDue})");

        bench.Store.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(1));

        Expect.Equal((await bench.ClaimOneAsync(node)).Delivery, 1, "the number of the hand-out after the pause");
    }

    private static async Task Gate_Resumed_HandsOut(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, Pause(bench));
        await ExpectUntouchedAsync(bench, node, await bench.AcceptAsync(), "paused");

        await WriteAsync(bench, 2);

        await bench.ClaimOneAsync(node);
    }

    private static async Task Gate_Isolated_HandsOutNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, circuit: CircuitPosition.Isolated);
        await ExpectUntouchedAsync(bench, node, await bench.AcceptAsync(), "isolated");
    }

    private static async Task Gate_CircuitOpen_HandsOutNothingAndTouchesNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, circuit: CircuitPosition.Open, openFor: TimeSpan.FromMinutes(1));
        await ExpectUntouchedAsync(bench, node, await bench.AcceptAsync(), "behind an open circuit");
    }

    private static async Task Gate_CircuitDueForItsProbe_HandsOutOneRun(Bench bench)
    {
        var node = await bench.JoinAsync();
        await OpenWithRunsAsync(bench);

        Expect.Equal((await bench.ClaimAsync(node)).Count, 1, "the number of runs that a claim brings when the circuit is due for its probe");
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs while the probe is in flight");
        Expect.Equal((await bench.DepthAsync()).Queued, 9, "the number of runs that wait for the probe");
    }

    private static async Task Gate_CircuitDueForItsProbe_GivesOneProbeToParallelClaims(Bench bench)
    {
        Guid[] nodes = [await bench.JoinAsync("a"), await bench.JoinAsync("b")];
        await OpenWithRunsAsync(bench);
        var second = bench.Can(StoreAbilities.SecondNode) ? (await bench.Store.OpenSecondAsync(bench.Token)).Queue : bench.Queue;

        var claims = await Task.WhenAll(Enumerable.Range(0, 16).Select(n => Task.Run(
            async () => (await (n % 2 == 0 ? bench.Queue : second).ClaimAsync(
                new ClaimRequest(nodes[n % 2], [new BotSlots(Bench.Bot, 5)], 5, true), bench.Token)).Runs.Count,
            bench.Token)));

        Expect.Equal(claims.Sum(), 1, "the number of probes that 16 parallel claims get");
    }

    private static async Task Gate_ProbeInFlightElsewhere_HandsOutNothing(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync();
        await WriteAsync(bench, 1, circuit: CircuitPosition.Open, openFor: TimeSpan.FromSeconds(-1), probe: new CircuitProbe(bench.NewId(), bench.Store.Now + TimeSpan.FromSeconds(30)));

        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs while somebody else's probe is in flight");
    }

    private static async Task Gate_ProbeExpired_HandsOutAnother(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.AcceptAsync();
        await WriteAsync(bench, 1, circuit: CircuitPosition.Open, openFor: TimeSpan.FromSeconds(-1), probe: new CircuitProbe(bench.NewId(), bench.Store.Now + TimeSpan.FromSeconds(30)));

        bench.Store.Advance(TimeSpan.FromSeconds(31));

        await bench.ClaimOneAsync(node);
    }

    private static async Task Gate_OfOneBot_DoesNotStopAnother(Bench bench)
    {
        var node = await bench.JoinAsync();
        await WriteAsync(bench, 1, Pause(bench));
        await bench.AcceptAsync(bench.Submission(priority: 9));
        var other = await bench.AcceptAsync(bench.Submission("other"));

        var batch = await bench.Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(Bench.Bot, 1), new BotSlots("other", 1)], 1, true), bench.Token);

        Expect.Sequence(batch.Runs.Select(run => run.ExecutionId), [other], "the runs beside a paused bot");
    }

    private static async Task OpenWithRunsAsync(Bench bench)
    {
        await bench.Queue.EnqueueAsync([.. Enumerable.Range(0, 10).Select(_ => bench.Submission())], bench.Token);
        await WriteAsync(bench, 1, circuit: CircuitPosition.Open, openFor: TimeSpan.FromMinutes(1));
        bench.Store.Advance(TimeSpan.FromMinutes(1) + TimeSpan.FromMilliseconds(1));
    }
}
