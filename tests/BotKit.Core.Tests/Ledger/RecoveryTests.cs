using BotKit.Ledger;
using BotKit.Nodes;

namespace BotKit.Core.Tests.Ledger;

/// <summary>What becomes of runs whose node is gone.</summary>
public class RecoveryTests
{
    private readonly QueueUnderTest _store = new();

    [Fact]
    public async Task Recover_NodeHasBeatenSince_TakesNothing()
    {
        await _store.JoinAsync();
        await _store.AcceptAsync();
        await _store.ClaimOneAsync();
        _store.Nodes.Beat(_store.Node).IsAccepted.Should().BeTrue();

        (await _store.Nodes.RecoverAsync(_store.Node, 1, default)).Should().BeNull();
        (await _store.Nodes.RecoverAsync(Guid.NewGuid(), 1, default)).Should().BeNull();
    }

    [Fact]
    public async Task Recover_RunIsPutBackSoOftenAndThenDead()
    {
        var id = await _store.AcceptAsync(_store.Run(key: "k") with { MaxLost = 2 });

        (await LoseAsync()).Should().Be(new NodeRecovery(1, 0, 0, 0));
        var run = await _store.FindAsync(id);
        (run.State, run.Lost, run.Deliveries).Should().Be((RunState.Scheduled, 1, 1));
        (run.DueAt - _store.Clock.GetUtcNow()).Should().BeGreaterThanOrEqualTo(TimeSpan.FromMilliseconds(249)).And.BeLessThanOrEqualTo(TimeSpan.FromMilliseconds(500));
        _store.Clock.Advance(TimeSpan.FromSeconds(1));

        (await LoseAsync()).Should().Be(new NodeRecovery(0, 1, 0, 0));
        run = await _store.FindAsync(id);
        (run.Status, run.Lost, run.Error!.Code).Should().Be((BotStatus.Dead, 2, BotErrorCodes.LostTooOften));
        (await _store.Ledger.WaitForKeyAsync("lead", "k", id, default))!.Status.Should().Be(BotStatus.Dead);
        (await _store.Ledger.ListHandOutsAsync(id, default)).Select(it => it.End).Should().Equal(HandOutEnd.Lost, HandOutEnd.Lost);
    }

    [Fact]
    public async Task Recover_RunThatMayNotBeRepeated_IsDeadAtOnce()
    {
        var id = await _store.AcceptAsync(_store.Run() with { MaxLost = 1 });

        await LoseAsync();

        (await _store.FindAsync(id)).Error!.Code.Should().Be(BotErrorCodes.Interrupted);
    }

    [Fact]
    public async Task Recover_SomebodyAskedForItsEnd_IsCanceled()
    {
        var id = await _store.AcceptAsync();
        await _store.JoinAsync();
        await _store.ClaimOneAsync();
        await _store.Queue.CancelAsync(id, default);
        _store.Nodes.Beat(_store.Node).CancelRequests.Should().Equal(id);

        (await _store.Nodes.RecoverAsync(_store.Node, 2, default)).Should().Be(new NodeRecovery(0, 0, 1, 0));
        (await _store.FindAsync(id)).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task Recover_Node_IsLostForEver()
    {
        await _store.JoinAsync();
        await _store.Nodes.RecoverAsync(_store.Node, 1, default);

        _store.Nodes.Beat(_store.Node).IsAccepted.Should().BeFalse();
        (await _store.Nodes.ListAsync(default)).Should().ContainSingle().Which.State.Should().Be(NodeState.Lost);
    }

    [Fact]
    public async Task Leave_WithRuns_RecoversThem()
    {
        await _store.JoinAsync();
        var id = await _store.AcceptAsync();
        var run = await _store.ClaimOneAsync();

        await _store.Nodes.LeaveAsync(_store.Node, default);

        (await _store.FindAsync(id)).Lost.Should().Be(1);
        (await _store.EndAsync(run)).Should().BeFalse();
        (await _store.Nodes.ListAsync(default)).Should().ContainSingle().Which.State.Should().Be(NodeState.Left);
    }

    [Fact]
    public async Task Claim_LostRuns_OneAtATimeAndOnlyWhereAskedFor()
    {
        await _store.AcceptAsync();
        await _store.AcceptAsync();
        var node = Guid.NewGuid();
        await _store.JoinAsync(node);
        await _store.ClaimAsync(node: node);
        await _store.Nodes.LeaveAsync(node, default);
        await _store.AcceptAsync();
        _store.Clock.Advance(TimeSpan.FromSeconds(1));

        (await _store.ClaimAsync(takesLost: false)).Runs.Should().ContainSingle().Which.Lost.Should().Be(0);
        (await _store.ClaimAsync(takesLost: true)).Runs.Should().ContainSingle().Which.Lost.Should().Be(1);
        (await _store.ClaimAsync(takesLost: true)).Runs.Should().ContainSingle().Which.Lost.Should().Be(1);
    }

    [Fact]
    public async Task Recover_DirectRunWithoutAKey_HasFailed()
    {
        var run = _store.Run();
        await _store.Ledger.BeginAsync(run, _store.Node, default);

        await _store.Nodes.LeaveAsync(_store.Node, default);

        var stored = await _store.FindAsync(run.ExecutionId);
        (stored.Status, stored.Error!.Code).Should().Be((BotStatus.Failed, BotErrorCodes.Interrupted));
    }

    [Fact]
    public async Task Recover_DirectRunWithAKey_GoesOnWithTheNextCall()
    {
        var run = _store.Run(key: "k");
        var begun = await _store.Ledger.BeginAsync(run, _store.Node, default);
        await _store.Nodes.LeaveAsync(_store.Node, default);

        var next = await _store.Ledger.BeginAsync(_store.Run(key: "k"), Guid.NewGuid(), default);

        next.Should().Be(new RunBegin(KeyOutcome.Won, run.ExecutionId, begun.Fence + 1));
        (await _store.Ledger.EndAsync(_store.Outcome(run.ExecutionId, "lead", begun.Fence), default)).Should().BeFalse();
        (await _store.Ledger.EndAsync(_store.Outcome(run.ExecutionId, "lead", next.Fence), default)).Should().BeTrue();
        (await _store.FindAsync(run.ExecutionId)).Deliveries.Should().Be(1);
    }

    [Fact]
    public async Task Clean_DirectRunWhoseKeyHasExpired_HasFailed()
    {
        var run = _store.Run(key: "k") with { KeyLifetime = TimeSpan.FromHours(1) };
        await _store.Ledger.BeginAsync(run, _store.Node, default);
        await _store.Nodes.LeaveAsync(_store.Node, default);
        var maintenance = new InMemoryMaintenance(_store.Runs, new InMemoryDataStore(Microsoft.Extensions.Options.Options.Create(new InMemoryLedgerOptions()), _store.Clock));
        (await maintenance.CleanAsync(new(), default)).Should().Be(0);

        _store.Clock.Advance(TimeSpan.FromHours(1));

        (await maintenance.CleanAsync(new(), default)).Should().Be(1);
        (await _store.FindAsync(run.ExecutionId)).Status.Should().Be(BotStatus.Failed);
        (await _store.EnqueueAsync(_store.Run(key: "k"))).Outcome.Should().Be(BotKit.Queue.EnqueueOutcome.Accepted);
    }

    [Theory]
    [InlineData(1, 0, 250)]
    [InlineData(1, 1, 500)]
    [InlineData(3, 0, 1_000)]
    [InlineData(100, 1, 60_000)]
    public void DelayOf_Loss_DoublesUpToAMinute(int lost, double random, int milliseconds)
        => RecoveryRound.DelayOf(lost, random).Should().Be(TimeSpan.FromMilliseconds(milliseconds));

    private async Task<NodeRecovery?> LoseAsync()
    {
        var node = Guid.NewGuid();
        await _store.JoinAsync(node);
        (await _store.ClaimAsync(node: node)).Runs.Should().ContainSingle();
        return await _store.Nodes.RecoverAsync(node, 1, default);
    }
}
