using BotKit.Core.Tests.Scripted;
using BotKit.State;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>What one node writes to the state store, and what it reads from it.</summary>
public class StoredStateTests
{
    private readonly FlakyStateStore _store = new() { IsShared = false };

    [Fact]
    public async Task PauseAsync_IsStored()
    {
        await using var host = Host(Script.Returning());

        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        (await StoredAsync()).Should().Be(BotStateRecord.Initial with { Version = 1, Pause = host.State.Pause });
    }

    [Fact]
    public async Task Circuit_OpensAndCloses_IsStored()
    {
        await using var host = Host(new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Return()]));
        await host.RunManyAsync(4);
        var before = await StoredAsync();
        await host.RunAsync("go");
        var open = await StoredAsync();
        await host.AdvanceAsync(TimeSpan.FromSeconds(60));
        await host.RunAsync("go");
        var closed = await StoredAsync();

        before.Should().Be(BotStateRecord.Initial);
        open.Should().Be(new BotStateRecord(1, null, CircuitPosition.Open, host.Clock.Start.AddSeconds(60), null));
        closed.Should().Be(new BotStateRecord(2, null, CircuitPosition.Closed, null, null));
    }

    [Fact]
    public async Task IsolateAsync_IsStoredWhenItReturns()
    {
        await using var host = Host(Script.Returning());

        await host.Manager.IsolateAsync(Hosts.Bot);

        (await StoredAsync()).Circuit.Should().Be(CircuitPosition.Isolated);
    }

    [Fact]
    public async Task CriticalPause_IsStored()
    {
        await using var host = Host(Script.Throwing(Failures.Critical));

        await host.RunAsync("go");

        (await StoredAsync()).Pause!.By.Should().Be("botkit");
    }

    [Fact]
    public async Task Restart_Paused_StaysPaused()
    {
        await using (var before = Host(Script.Returning()))
        {
            await before.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        }

        var script = Script.Returning();
        await using var after = Host(script);
        var result = await after.RunAsync("go");

        result.Error!.Code.Should().Be(BotErrorCodes.Paused);
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task Restart_CircuitOpen_StaysOpenForTheTimeThatIsLeft()
    {
        await using (var before = Host(Script.Throwing(Failures.Standard)))
        {
            await before.RunManyAsync(5);
        }

        await using var after = Host(Script.Returning());
        await after.AdvanceAsync(TimeSpan.FromSeconds(20));
        var during = await after.RunAsync("go");
        await after.AdvanceAsync(TimeSpan.FromSeconds(40));
        var afterwards = await after.RunAsync("go");

        during.Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        during.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(40));
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Restart_CircuitsTimeIsOver_SendsAProbe()
    {
        await using (var before = Host(Script.Throwing(Failures.Standard)))
        {
            await before.RunManyAsync(5);
        }

        await using var after = Host(Script.Throwing(Failures.Standard));
        await after.AdvanceAsync(TimeSpan.FromHours(1));
        await after.RunManyAsync(2);

        after.Ledger.Runs.Should().ContainSingle();
        after.State.Circuit.Should().Be(CircuitPosition.Open);
    }

    [Fact]
    public async Task Write_CollidesWithAnother_IsTriedAgainOnTheNewState()
    {
        await using var host = Host(Script.Returning());
        _store.Collisions = 3;

        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        _store.Writes.Should().Be(4);
        (await StoredAsync()).Pause.Should().NotBeNull();
    }

    [Fact]
    public async Task Write_KeepsWhatAnotherNodeWrote()
    {
        var pause = new BotPause("elsewhere", "bob", DateTimeOffset.UnixEpoch, null);
        await using var host = Host(Script.Returning());
        await host.RunAsync("go");
        await _store.TryWriteAsync(Hosts.Bot, BotStateRecord.Initial with { Version = 1, Pause = pause }, TestContext.Current.CancellationToken);

        await host.Manager.IsolateAsync(Hosts.Bot);

        (await StoredAsync()).Should().Be(new BotStateRecord(2, pause, CircuitPosition.Isolated, null, null));
    }

    [Fact]
    public async Task StoreIsBroken_RunsGoOn()
    {
        await using var host = Host(Script.Throwing(Failures.Critical));
        _store.Failure = new IOException();

        var result = await host.RunAsync("go");
        var next = await host.RunAsync("go");

        result.Error!.Code.Should().Be("no_disk");
        next.Error!.Code.Should().Be(BotErrorCodes.Paused);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1023);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1022).Which.Values["Bot"].Should().Be(Hosts.Bot);
    }

    [Fact]
    public async Task StoreIsBrokenForATime_LaterChangesAreStored()
    {
        await using var host = Host(Script.Throwing(Failures.Standard));
        await host.RunManyAsync(4);
        _store.Failure = new IOException();
        await host.RunAsync("go");
        _store.Failure = null;

        await host.Manager.ResetAsync(Hosts.Bot);

        (await StoredAsync()).Should().Be(new BotStateRecord(1, null, CircuitPosition.Closed, null, null));
    }

    [Fact]
    public async Task StoreIsBrokenForATime_ChangesOfThatTimeAreStored()
    {
        await using var host = Host(Script.Throwing(Failures.Standard));
        await host.RunManyAsync(4);
        _store.Failure = new IOException();
        await host.RunAsync("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(3));
        var position = host.State.Circuit;
        _store.Failure = null;

        await host.AdvanceAsync(TimeSpan.FromSeconds(10));

        position.Should().Be(CircuitPosition.Open);
        (await StoredAsync()).Circuit.Should().Be(CircuitPosition.Open);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1022, "it is told once");
    }

    [Fact]
    public async Task PauseAsync_StoreIsBroken_SaysSoAndPausesHere()
    {
        await using var host = Host(Script.Returning());
        _store.Failure = new IOException();

        var pause = () => host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann").AsTask();

        await pause.Should().ThrowAsync<IOException>();
        host.State.Pause.Should().NotBeNull();
    }

    [Fact]
    public async Task IsolateAsync_CallerGivesUp_StopsWaiting()
    {
        var hold = new TaskCompletionSource();
        await using var host = Host(Script.Returning());
        _store.Hold = hold.Task;
        using var caller = new CancellationTokenSource();

        var isolate = host.Manager.IsolateAsync(Hosts.Bot, caller.Token).AsTask();
        await caller.CancelAsync();

        await isolate.Invoking(task => task).Should().ThrowAsync<OperationCanceledException>();
        host.State.Circuit.Should().Be(CircuitPosition.Isolated);
        hold.SetResult();
    }

    [Fact]
    public async Task Run_IsReadOnceAndNotLookedAtAgain()
    {
        await using var host = Host(Script.Returning());

        await host.RunManyAsync(5);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        _store.Reads.Should().Be(1);
        _store.ReadsOfAll.Should().Be(0);
        host.Clock.NextDue.Should().BeNull();
    }

    [Fact]
    public async Task Dispose_WritesInProgress_WaitsForThem()
    {
        var hold = new TaskCompletionSource();
        var host = Host(Script.Throwing(Failures.Critical));
        _store.Hold = hold.Task;
        await host.RunAsync("go");

        var disposing = host.DisposeAsync().AsTask();
        var before = disposing.IsCompleted;
        hold.SetResult();
        await disposing;

        before.Should().BeFalse();
        (await StoredAsync()).Pause.Should().NotBeNull();
    }

    private BotTestHost<ScriptedBot> Host(Script script) => Hosts.Of(script, services: services => services.AddSingleton<IBotStateStore>(_store));

    private ValueTask<BotStateRecord> StoredAsync() => _store.ReadAsync(Hosts.Bot, TestContext.Current.CancellationToken);
}
