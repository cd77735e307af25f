using BotKit.Core.Tests.Scripted;
using BotKit.State;
using BotKit.Testing;

namespace BotKit.Core.Tests.Execution;

/// <summary>The probe of a circuit that two nodes share.</summary>
public sealed class TwoNodeProbeTests : IAsyncDisposable
{
    private readonly TwoNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Probe_BothNodesAreAsked_IsWonByOne()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        var answer = new TaskCompletionSource<string>();
        _nodes.OnA = _nodes.OnB = Script.Deaf(answer.Task);

        var first = _nodes.A.Start("go");
        var second = await _nodes.B.Start("go");
        answer.SetResult("fine");
        var result = await first;

        result.Success.Should().BeTrue();
        second.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        second.Error.RetryAfter.Should().Be(TwoNodes.Second);
    }

    [Fact]
    public async Task Probe_Succeeds_ClosesTheCircuitOnBothNodes()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);

        await _nodes.B.Start("go");
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        _nodes.B.State.Circuit.Should().Be(CircuitPosition.Closed);
        _nodes.A.State.Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task Probe_Fails_OpensTheCircuitOnBothNodes()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        _nodes.OnB = Script.Throw(Failures.Standard);

        await _nodes.B.Start("go");
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        _nodes.A.State.Circuit.Should().Be(CircuitPosition.Open);
        _nodes.A.State.CircuitOpenUntil.Should().Be(_nodes.B.State.CircuitOpenUntil);
    }

    [Fact]
    public async Task Probe_DecidesNothing_IsFreeForTheOtherNode()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        _nodes.OnA = Script.Throw(Failures.Warning);

        await _nodes.A.Start("go");
        var other = await _nodes.B.Start("go");

        other.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Probe_LoserDecidesNothing_LeavesTheWinnersProbeAlone()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        var answer = new TaskCompletionSource<string>();
        _nodes.OnA = Script.Deaf(answer.Task);

        var winner = _nodes.A.Start("go");
        await _nodes.B.Start("go");
        var again = await _nodes.B.Start("go");
        answer.SetResult("fine");
        await winner;

        again.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
    }

    [Fact]
    public async Task Probe_LostWithItsNode_IsFreeOnceItsLeaseIsOver()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        var stored = await _nodes.Store.ReadAsync(Hosts.Bot, TestContext.Current.CancellationToken);
        var dead = new CircuitProbe(Guid.Empty, _nodes.A.Clock.GetUtcNow().AddMinutes(1));
        await _nodes.Store.TryWriteAsync(Hosts.Bot, stored with { Version = stored.Version + 1, Probe = dead }, TestContext.Current.CancellationToken);

        var during = await _nodes.B.Start("go");
        await _nodes.A.AdvanceAsync(TimeSpan.FromMinutes(1));
        var afterwards = await _nodes.B.Start("go");

        during.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Probe_StoreCannotBeAsked_IsTakenHere()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        _nodes.Store.Failure = new IOException();

        var result = await _nodes.A.Start("go");

        result.Success.Should().BeFalse();
        result.Error!.Code.Should().Be("broken");
        _nodes.A.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1026);
    }

    [Fact]
    public async Task Probe_CallerLeavesWhileTheStoreIsAsked_FreesItsPlace()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        var hold = new TaskCompletionSource();
        _nodes.Store.Hold = hold.Task;
        using var caller = new CancellationTokenSource();

        var probe = _nodes.A.Start("go", caller.Token);
        await caller.CancelAsync();
        var canceled = await probe;
        hold.SetResult();
        _nodes.Store.Hold = null;
        _nodes.OnA = Script.Return("a");
        var next = await _nodes.A.Start("go");

        canceled.Status.Should().Be(BotStatus.Canceled);
        canceled.Attempts.Should().Be(0);
        next.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Probe_OtherNodeHasJustClosedTheCircuit_IsNotTakenAgain()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        _nodes.OnA = Script.Return("a");
        await _nodes.A.Start("go");

        var before = await _nodes.B.Start("go");
        await _nodes.A.AdvanceAsync(TwoNodes.Second);
        var afterwards = await _nodes.B.Start("go");

        before.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Probe_OtherNodeHasJustOpenedTheCircuitAgain_IsNotTaken()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        await _nodes.A.Start("go");

        (await _nodes.B.Start("go")).Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
    }

    [Fact]
    public async Task Probe_OtherNodeWritesFirst_IsLost()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();
        await _nodes.A.AdvanceAsync(TwoNodes.Open);
        _nodes.Store.Collisions = 1;

        var lost = await _nodes.B.Start("go");
        var won = await _nodes.B.Start("go");

        lost.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        won.Success.Should().BeTrue();
    }
}
