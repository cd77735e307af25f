using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Scheduling.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

public sealed class StoppingTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Stop_RunsEndInTime_WritesTheirOutcomesAndTakesNoMore()
    {
        var gate = new TaskCompletionSource<int>();
        await using var host = new QueueHost(static it => it.Workers = 1);
        host.Work.Does = (_, _) => new(gate.Task);
        var running = await host.EnqueueAsync(1);
        await host.StartedAsync(1);
        var waiting = await host.EnqueueAsync(2);

        var drain = Drain(host);
        await host.Host.AdvanceAsync(5 * Second);
        drain.IsCompleted.Should().BeFalse();
        gate.SetResult(7);
        await drain;

        (await host.FindAsync(running)).Status.Should().Be(BotStatus.Succeeded);
        (await host.FindAsync(waiting)).State.Should().Be(RunState.Queued);
        host.Work.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_RunGoesOn_IsCanceledAndGivenBackWithoutAnOutcome()
    {
        await using var host = new QueueHost(static it => it.ShutdownTimeout = TimeSpan.FromSeconds(10));
        host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);

        var drain = Drain(host);
        await host.Host.AdvanceAsync(9 * Second);
        (await host.FindAsync(id)).State.Should().Be(RunState.Running);
        await host.Host.AdvanceAsync(2 * Second);
        await host.Host.UntilAsync(drain);

        var run = await host.FindAsync(id);
        run.State.Should().Be(RunState.Queued);
        run.Deliveries.Should().Be(0, "what was given back does not count");
        run.Lost.Should().Be(0);
    }

    [Fact]
    public async Task BeginStop_ServerStillAnswers_TakesNoMoreAndTheTimeRuns()
    {
        await using var host = new QueueHost(static it =>
        {
            it.Workers = 1;
            it.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        var gate = new TaskCompletionSource<int>();
        host.Work.Does = async (it, token) => it.Number == 1 ? await gate.Task : await HangAsync(token);
        var first = await host.EnqueueAsync(1);
        await host.StartedAsync(1);
        var waiting = await host.EnqueueAsync(2);

        host.Host.Services.GetRequiredService<LifecycleDriver>().BeginStop();
        gate.SetResult(7);
        (await host.EndedAsync(first)).Status.Should().Be(BotStatus.Succeeded);
        await host.Host.AdvanceAsync(30 * Second);
        (await host.FindAsync(waiting)).State.Should().Be(RunState.Queued);
        var start = host.Host.Clock.GetUtcNow();
        await Drain(host).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        host.Host.Clock.GetUtcNow().Should().Be(start, "the time to stop was over before");
        host.Work.Runs.Should().ContainSingle();
    }

    [Fact]
    public async Task Stop_RunMustNotBeRepeated_EndsDead()
    {
        await using var host = new QueueHost(static it => it.ShutdownTimeout = TimeSpan.Zero, static options => options.Repeatable = false);
        host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);

        await Drain(host);

        var run = await host.FindAsync(id);
        (run.Status, run.Error!.Code).Should().Be((BotStatus.Dead, BotErrorCodes.Interrupted), "a part of it has been done");
    }

    [Fact]
    public async Task Stop_RunFailsByItselfMeanwhile_HasFailed()
    {
        var gate = new TaskCompletionSource<int>();
        await using var host = new QueueHost(static it => it.ShutdownTimeout = TimeSpan.FromSeconds(10));
        host.Work.Does = (_, _) => new(gate.Task);
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);

        var drain = Drain(host);
        gate.SetException(new InvalidOperationException("a failure of its own"));
        await drain;

        (await host.FindAsync(id)).Status.Should().Be(BotStatus.Failed);
    }

    [Fact]
    public async Task Stop_BotWrapsItsCancellation_IsNoFailure()
    {
        await using var host = new QueueHost(
            static it => it.ShutdownTimeout = TimeSpan.Zero, static options => options.Circuit.FailureThreshold = 1);
        host.Work.Does = static async (_, token) =>
        {
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            }
            catch (OperationCanceledException exception)
            {
                throw new InvalidOperationException("wrapped", exception);
            }

            return 0;
        };
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);

        await Drain(host);

        (await host.FindAsync(id)).State.Should().Be(RunState.Queued);
        host.Manager.GetState("work").Circuit.Should().Be(CircuitPosition.Closed);
        host.Host.Logs.Should().NotContain(static it => it.EventId.Id == 1003);
    }

    [Fact]
    public async Task Stop_CodeIgnoresItsToken_EndsInTimeAndGivesNothingBack()
    {
        var gate = new TaskCompletionSource<int>();
        await using var host = new QueueHost(static it => it.ShutdownTimeout = TimeSpan.FromSeconds(10));
        host.Work.Does = (_, _) => new(gate.Task);
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);

        var drain = Drain(host);
        await PassAsync(host, drain);

        (await host.FindAsync(id)).State.Should().Be(RunState.Running, "others must not start what still executes here");
        gate.SetResult(0);
    }

    [Fact]
    public async Task Stop_HostGivesUpWaiting_AbandonsAtOnce()
    {
        await using var host = new QueueHost(static it => it.ShutdownTimeout = TimeSpan.FromHours(1));
        host.Work.Does = static async (_, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            return 0;
        };
        var id = await host.EnqueueAsync(1);
        await host.StartedAsync(1);
        using var limit = new CancellationTokenSource();

        var drain = host.Host.Services.GetRequiredService<LifecycleDriver>().DrainAsync(limit.Token);
        await limit.CancelAsync();
        await drain.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System);

        (await host.FindAsync(id)).State.Should().Be(RunState.Queued);
    }

    [Fact]
    public async Task Stop_ClaimIsUnderWay_WhatItBringsIsGivenBack()
    {
        var gate = new TaskCompletionSource();
        CountingQueueStore? store = null;
        await using var host = new QueueHost(services: services => CountingQueueStore.Add(services, it => store = it));
        await host.EndedAsync(await host.EnqueueAsync(0));
        store!.OnClaimed = batch => batch.Runs.Count > 0 ? gate.Task : Task.CompletedTask;
        var id = await host.EnqueueAsync(1);
        await Eventually.TrueAsync(() => host.FindAsync(id).GetAwaiter().GetResult().State == RunState.Running, "it is claimed");

        var drain = Drain(host);
        await Eventually.TrueAsync(() => host.Host.Logs.Any(static it => it.EventId.Id == 2020), "the worker stops");
        gate.SetResult();
        await drain;

        host.Work.Runs.Should().ContainSingle("only the first one started");
        (await host.FindAsync(id)).Should().Match<StoredRun>(static it => it.State == RunState.Queued && it.Deliveries == 0);
    }

    private static async Task<int> HangAsync(CancellationToken token)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
        return 0;
    }

    private static Task Drain(QueueHost host) => host.Host.Services.GetRequiredService<LifecycleDriver>().DrainAsync(default);

    /// <summary>Lets a minute pass in steps, each of which may set the next timer.</summary>
    private static async Task PassAsync(QueueHost host, Task drain)
    {
        for (var i = 0; i < 60 && !drain.IsCompleted; i++)
        {
            await host.Host.AdvanceAsync(Second);
            await Task.WhenAny(drain, Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System));
        }

        await drain.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System);
    }
}
