using BotKit.Core.Tests.Scripted;
using BotKit.State;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>What a node writes and logs of states that it shares.</summary>
public class StateSynchronizerTests
{
    [Fact]
    public async Task CriticalPause_OtherNodeHasJustPausedForLonger_LeavesTheStoredPause()
    {
        await using var nodes = new TwoNodes();
        await nodes.RunBothAsync();
        await nodes.B.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");
        nodes.OnA = Script.Throw(Failures.Critical);

        await nodes.A.Start("go");
        await nodes.A.AdvanceAsync(TwoNodes.Second);

        var stored = await nodes.Store.ReadAsync(Hosts.Bot, TestContext.Current.CancellationToken);
        stored.Pause!.Reason.Should().Be("maintenance");
        nodes.A.State.Pause!.Reason.Should().Be("maintenance");
    }

    [Fact]
    public async Task Circuit_Opens_TheLogSaysUntilWhen()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));

        await host.RunManyAsync(5);

        host.Logs.Single(entry => entry.EventId.Id == 1010).Values["Until"].Should().Be(host.State.CircuitOpenUntil).And.NotBeNull();
    }

    [Fact]
    public async Task Start_StoredPause_IsShownBeforeTheFirstRun()
    {
        var store = new FlakyStateStore();
        var pause = new BotPause("maintenance", "ann", DateTimeOffset.UnixEpoch, null);
        await store.TryWriteAsync("lead", BotStateRecord.Initial with { Version = 1, Pause = pause }, TestContext.Current.CancellationToken);
        await using var services = new ServiceCollection()
            .AddSingleton(Script.Returning())
            .AddSingleton<IBotStateStore>(store)
            .AddBotKit(bots => bots.AddBot<ScriptedBot>("lead"))
            .BuildServiceProvider();

        var manager = services.GetRequiredService<IBotManager>();

        await services.GetRequiredService<BotKit.Execution.LifecycleDriver>().StartAsync(TestContext.Current.CancellationToken);

        manager.GetState("lead").Pause.Should().Be(pause);
    }

    [Fact]
    public async Task Dispose_StoreFailsWhileItIsAsked_IsNoFailure()
    {
        await using var nodes = new TwoNodes();
        await nodes.RunBothAsync();
        var isAsked = new TaskCompletionSource();
        nodes.Store.OnReadAll = async token =>
        {
            isAsked.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            throw new IOException();
        };
        await nodes.A.AdvanceAsync(TwoNodes.Second);
        await isAsked.Task;

        var dispose = async () => await nodes.A.DisposeAsync();

        await dispose.Should().NotThrowAsync();
    }

    [Fact]
    public async Task Dispose_Synchronously_EndsThePolling()
    {
        var clock = new BotTestClock();
        var store = new FlakyStateStore();
        var services = new ServiceCollection()
            .AddSingleton(Script.Returning())
            .AddSingleton<TimeProvider>(clock)
            .AddSingleton<IBotStateStore>(store)
            .AddBotKit(bots => bots.AddBot<ScriptedBot>("lead"))
            .BuildServiceProvider();
        await services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("lead", "go"), TestContext.Current.CancellationToken);
        clock.NextDue.Should().NotBeNull();

        services.Dispose();

        clock.NextDue.Should().BeNull();
    }
}
