using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotKit.Scheduling.Tests.Hosting;

/// <summary>In a real host and in real time.</summary>
public sealed class SchedulingHostTests
{
    [Fact]
    public async Task Host_StartsTheWorkerAndDrainsIt()
    {
        var work = new TestWork();
        using var host = Build(work);
        await host.StartAsync();
        host.Services.GetRequiredService<IBotQueueWorker>().IsWorking.Should().BeTrue();
        var id = await EnqueueAsync(host, 1);
        await Fakes.Eventually.TrueAsync(() => StateOf(host, id) == RunState.Ended, "it runs");

        var gate = new TaskCompletionSource<int>();
        work.Does = (_, _) => new(gate.Task);
        var last = await EnqueueAsync(host, 2);
        await Fakes.Eventually.TrueAsync(() => work.Runs.Count == 2, "it starts");
        var stop = host.StopAsync();
        gate.SetResult(0);
        await stop;

        StateOf(host, last).Should().Be(RunState.Ended);
        host.Services.GetRequiredService<IBotQueueWorker>().IsWorking.Should().BeFalse();
    }

    [Fact]
    public async Task Host_BotIgnoresItsToken_StopsAllTheSame()
    {
        var gate = new TaskCompletionSource<int>();
        var work = new TestWork { Does = (_, _) => new(gate.Task) };
        using var host = Build(work, static it => it.ShutdownTimeout = TimeSpan.Zero);
        await host.StartAsync();
        await EnqueueAsync(host, 1);
        await Fakes.Eventually.TrueAsync(() => work.Runs.Count == 1, "it starts");
        using var limit = new CancellationTokenSource();

        var stop = host.StopAsync(limit.Token);
        await limit.CancelAsync();
        await Task.WhenAny(stop, Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System));

        stop.IsCompleted.Should().BeTrue();
        gate.SetResult(0);
    }

    [Fact]
    public async Task EnqueueAsync_StoreInMemoryAndNobodyWorks_IsRefused()
    {
        using var host = Build(new TestWork(), static it => it.RunQueue = false);
        await host.StartAsync();

        var enqueue = () => EnqueueAsync(host, 1);

        var rejection = (await enqueue.Should().ThrowAsync<BotRejectedException>()).Which;
        (rejection.Error.Code, rejection.Error.RetryAfter).Should().Be((BotErrorCodes.StoreUnavailable, TimeSpan.FromSeconds(5)));
        rejection.InnerException!.Message.Should().Contain("in memory");
    }

    [Fact]
    public async Task Host_BadOptions_DoesNotStart()
    {
        using var host = Build(new TestWork(), static it => it.Workers = 0);

        await host.Invoking(static it => it.StartAsync()).Should().ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>();
    }

    private static IHost Build(TestWork work, Action<SchedulingOptions>? options = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddSingleton(work);
        builder.Services.AddBotKit(bots =>
        {
            bots.AddBot<WorkBot>("work");
            bots.AddScheduling(options);
        });
        return builder.Build();
    }

    private static async Task<Guid> EnqueueAsync(IHost host, int number)
        => await host.Services.GetRequiredService<IBotManager>().EnqueueAsync(new BotRequest("work", new WorkInput(number)));

    private static RunState StateOf(IHost host, Guid id)
        => host.Services.GetRequiredService<IBotLedger>().FindAsync(id, default).AsTask().GetAwaiter().GetResult()!.State;
}
