using BotKit.Nodes;

namespace BotKit.Testing.Conformance.Cases;

internal static class LeaseCases
{
    public static CaseList All { get; } = new()
    {
        Join_NewNode_IsListedAlive,
        Beat_Alive_IsAcceptedAndGrows,
        Beat_Unknown_IsNotAccepted,
        Beat_EndOfARunWasAskedFor_TellsItsNode,
        { Beat_SinceItWasSeen_ProtectsFromRecovery, StoreAbilities.Leases },
        { Beat_AfterItsLeaseWasTaken_IsNeverAcceptedAgain, StoreAbilities.Leases },
        { Recover_InParallel_HappensOnce, StoreAbilities.Leases },
        { Recover_Unknown_DoesNothing, StoreAbilities.Leases },
        { Leave_WithRuns_RecoversThemAtOnce, StoreAbilities.Leases },
        { Leave_InOrder_IsListedLeft, StoreAbilities.Leases },
    };

    private static async Task<NodeRecord> NodeAsync(Bench bench, Guid id)
        => Expect.NotNull((await bench.Nodes.ListAsync(bench.Token)).FirstOrDefault(each => each.Id == id), "the node to be listed");

    private static async Task Join_NewNode_IsListedAlive(Bench bench)
    {
        var id = await bench.JoinAsync("node-7");
        var node = await NodeAsync(bench, id);
        Expect.Equal((node.Name, node.Version, node.State, node.Lease), ("node-7", "1.0", NodeState.Alive, TimeSpan.FromSeconds(9)), "name, version, state and lease");
    }

    private static async Task Beat_Alive_IsAcceptedAndGrows(Bench bench)
    {
        var id = await bench.JoinAsync();
        var before = (await NodeAsync(bench, id)).Beat;

        Expect.That(bench.Nodes.Beat(id).IsAccepted, "the renewal of a node that is alive to be accepted");
        Expect.That(bench.Nodes.Beat(id).IsAccepted, "the renewal of a node that is alive to be accepted");

        if (bench.Nodes.HasLeases)
        {
            Expect.That((await NodeAsync(bench, id)).Beat > before, "the beat to grow with each renewal");
        }
    }

    private static Task Beat_Unknown_IsNotAccepted(Bench bench)
    {
        if (bench.Nodes.HasLeases)
        {
            Expect.That(!bench.Nodes.Beat(bench.NewId()).IsAccepted, "the renewal of a node that never joined to be refused");
        }

        return Task.CompletedTask;
    }

    private static async Task Beat_EndOfARunWasAskedFor_TellsItsNode(Bench bench)
    {
        var (holder, other) = (await bench.JoinAsync("a"), await bench.JoinAsync("b"));
        var run = await bench.RunningAsync(holder);
        Expect.Equal(bench.Nodes.Beat(holder).CancelRequests.Count, 0, "the number of runs whose end was asked for");
        await bench.Queue.CancelAsync(run.ExecutionId, bench.Token);

        Expect.Sequence(bench.Nodes.Beat(holder).CancelRequests, [run.ExecutionId], "the runs whose end was asked for, as their node hears of them");
        Expect.Equal(bench.Nodes.Beat(other).CancelRequests.Count, 0, "the number of them that another node hears of");
        await bench.EndAsync(bench.Outcome(run, BotStatus.Canceled));
        Expect.Equal(bench.Nodes.Beat(holder).CancelRequests.Count, 0, "the number of runs whose end was asked for after it came");
    }

    private static async Task Beat_SinceItWasSeen_ProtectsFromRecovery(Bench bench)
    {
        var id = await bench.JoinAsync();
        var run = await bench.RunningAsync(id);
        var seen = (await NodeAsync(bench, id)).Beat;
        bench.Nodes.Beat(id);

        Expect.That(await bench.Nodes.RecoverAsync(id, seen, bench.Token) is null, "a node that has beaten since to keep its lease");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).State, Ledger.RunState.Running, "the state of its run");
        Expect.That(bench.Nodes.Beat(id).IsAccepted, "its next renewal to be accepted");
        await bench.EndAsync(bench.Outcome(run));
    }

    private static async Task Beat_AfterItsLeaseWasTaken_IsNeverAcceptedAgain(Bench bench)
    {
        var id = await bench.JoinAsync();
        await bench.LoseAsync(id);

        Expect.That(!bench.Nodes.Beat(id).IsAccepted, "the renewal of a lost incarnation to be refused");
        Expect.That(!bench.Nodes.Beat(id).IsAccepted, "the renewal of a lost incarnation to be refused for ever");
        Expect.Equal((await NodeAsync(bench, id)).State, NodeState.Lost, "its state");
        Expect.That(bench.Nodes.Beat(await bench.JoinAsync()).IsAccepted, "a new incarnation to be accepted");
    }

    private static async Task Recover_InParallel_HappensOnce(Bench bench)
    {
        var id = await bench.JoinAsync();
        var run = await bench.RunningAsync(id);
        var beat = (await NodeAsync(bench, id)).Beat;

        var recoveries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () => await bench.Nodes.RecoverAsync(id, beat, bench.Token), bench.Token)));

        Expect.Equal(recoveries.Sum(each => each?.Requeued ?? 0), 1, "the number of runs that eight parallel recoveries of one node put back");
        Expect.Equal((await bench.FindAsync(run.ExecutionId)).Lost, 1, "how often the run was lost");
    }

    private static async Task Recover_Unknown_DoesNothing(Bench bench)
    {
        var recovery = await bench.Nodes.RecoverAsync(bench.NewId(), 0, bench.Token);
        Expect.That(recovery is null || recovery == new NodeRecovery(0, 0, 0, 0), "nothing to be recovered of a node that never joined");
    }

    private static async Task Leave_WithRuns_RecoversThemAtOnce(Bench bench)
    {
        var id = await bench.JoinAsync();
        var run = await bench.RunningAsync(id);
        await bench.Nodes.LeaveAsync(id, bench.Token);

        var found = await bench.FindAsync(run.ExecutionId);
        Expect.Equal((found.State, found.Lost), (Ledger.RunState.Scheduled, 1), "state and lost of a run whose node left");
        Expect.That(!await bench.Ledger.EndAsync(bench.Outcome(run), bench.Token), "the outcome of a node that left to be refused");
    }

    private static async Task Leave_InOrder_IsListedLeft(Bench bench)
    {
        var id = await bench.JoinAsync();
        await bench.Nodes.LeaveAsync(id, bench.Token);

        Expect.Equal((await NodeAsync(bench, id)).State, NodeState.Left, "its state");
        Expect.That(!bench.Nodes.Beat(id).IsAccepted, "the renewal of a node that left to be refused");
    }
}
