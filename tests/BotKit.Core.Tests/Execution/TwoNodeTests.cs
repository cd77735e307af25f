using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Execution;

/// <summary>What one node does, the other sees within a second.</summary>
public sealed class TwoNodeTests : IAsyncDisposable
{
    private readonly TwoNodes _nodes = new();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    [Fact]
    public async Task Pause_OnOneNode_IsSeenByTheOtherWithinASecond()
    {
        await _nodes.RunBothAsync();

        await _nodes.A.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        (await _nodes.B.Start("go")).Error!.Code.Should().Be(BotErrorCodes.Paused);
        _nodes.B.State.Pause.Should().Be(_nodes.A.State.Pause);
    }

    [Fact]
    public async Task Resume_OnTheOtherNode_IsSeenWithinASecond()
    {
        await _nodes.RunBothAsync();
        await _nodes.A.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        await _nodes.B.Manager.ResumeAsync(Hosts.Bot);
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        (await _nodes.A.Start("go")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task Pause_BeforeTheOtherNodesFirstRun_IsKnownToIt()
    {
        await _nodes.A.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        (await _nodes.B.Start("go")).Error!.Code.Should().Be(BotErrorCodes.Paused);
    }

    [Fact]
    public async Task Circuit_OpensOnOneNode_IsOpenOnTheOtherWithinASecond()
    {
        await _nodes.RunBothAsync();
        await _nodes.OpenOnAAsync();

        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        var refused = await _nodes.B.Start("go");
        refused.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        refused.Error.RetryAfter.Should().Be(TwoNodes.Open - TwoNodes.Second);
    }

    [Fact]
    public async Task Isolate_OnOneNode_IsSeenByTheOtherWithinASecond()
    {
        await _nodes.RunBothAsync();
        await _nodes.A.Manager.IsolateAsync(Hosts.Bot);

        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        (await _nodes.B.Start("go")).Error!.Code.Should().Be(BotErrorCodes.Isolated);
    }

    [Fact]
    public async Task Failures_BelowTheThreshold_AreCountedPerNode()
    {
        await _nodes.RunBothAsync();
        _nodes.OnA = _nodes.OnB = Script.Throw(Failures.Standard);

        await TwoNodes.RunManyAsync(_nodes.A, 4);
        await TwoNodes.RunManyAsync(_nodes.B, 4);
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        _nodes.A.State.Circuit.Should().Be(CircuitPosition.Closed);
        _nodes.B.State.Circuit.Should().Be(CircuitPosition.Closed);
        _nodes.A.State.ConsecutiveFailures.Should().Be(4);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Poll_StoreFailsForATime_GoesOnAfterwards(bool asCancellation)
    {
        await _nodes.RunBothAsync();
        await _nodes.A.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        _nodes.Store.Failure = asCancellation ? new OperationCanceledException() : new IOException();
        await _nodes.A.AdvanceAsync(TimeSpan.FromSeconds(3));
        var during = _nodes.B.State.Pause;
        _nodes.Store.Failure = null;
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        during.Should().BeNull();
        _nodes.B.State.Pause.Should().NotBeNull();
        _nodes.B.Logs.Should().Contain(entry => entry.EventId.Id == 1023);
    }

    [Fact]
    public async Task Poll_OwnChangeIsNotStoredYet_DoesNotTakeItBack()
    {
        await _nodes.RunBothAsync();
        await _nodes.B.Manager.PauseAsync(Hosts.Bot, "elsewhere", "bob");
        var hold = new TaskCompletionSource();
        _nodes.Store.Hold = hold.Task;
        _nodes.OnA = Script.Throw(Failures.Standard);
        await TwoNodes.RunManyAsync(_nodes.A, 5);

        await _nodes.A.AdvanceAsync(TwoNodes.Second);
        var during = _nodes.A.State.Circuit;
        hold.SetResult();
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        during.Should().Be(CircuitPosition.Open);
        _nodes.A.State.Circuit.Should().Be(CircuitPosition.Open);
        _nodes.A.State.Pause!.By.Should().Be("bob");
        _nodes.B.State.Circuit.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public async Task Poll_NothingChanged_KeepsTheCount()
    {
        await _nodes.RunBothAsync();
        _nodes.OnA = Script.Throw(Failures.Standard);
        await TwoNodes.RunManyAsync(_nodes.A, 3);

        await _nodes.A.AdvanceAsync(TimeSpan.FromSeconds(10));

        _nodes.A.State.ConsecutiveFailures.Should().Be(3);
    }

    [Fact]
    public async Task Poll_OlderState_IsNotTaken()
    {
        await _nodes.RunBothAsync();
        await _nodes.A.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        await _nodes.A.Manager.ResumeAsync(Hosts.Bot);
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        _nodes.A.State.Pause.Should().BeNull();
        _nodes.B.State.Pause.Should().BeNull();
    }

    [Fact]
    public async Task Dispose_EndsThePolling()
    {
        await _nodes.RunBothAsync();

        await _nodes.B.DisposeAsync();
        var before = _nodes.Store.ReadsOfAll;
        await _nodes.A.AdvanceAsync(TwoNodes.Second);

        (_nodes.Store.ReadsOfAll - before).Should().Be(2);
    }
}
