using BotKit.Health;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>A test host with a queue worker, on the in-memory store and a fake clock.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    public QueueHost(
        Action<SchedulingOptions>? scheduling = null,
        Action<BotOptions>? options = null,
        Action<IServiceCollection>? services = null,
        TestWork? work = null,
        params string[] bots)
    {
        Work = work ?? new TestWork();
        Host = BotTestHost.Create(
            builder =>
            {
                foreach (var bot in bots.Length == 0 ? ["work"] : bots)
                {
                    builder.AddBot<WorkBot>(bot).Configure(it =>
                    {
                        it.Retry.MaxRetries = 0;
                        options?.Invoke(it);
                    });
                }

                builder.AddScheduling(scheduling);
            },
            collection =>
            {
                collection.AddSingleton(Work);
                services?.Invoke(collection);
            });
        Work.Clock = Host.Clock;
    }

    public TestWork Work { get; }

    public BotTestHost Host { get; }

    public IBotManager Manager => Host.Manager;

    public IBotLedger Ledger => Host.Ledger;

    public IBotQueueStore Store => Host.Services.GetRequiredService<IBotQueueStore>();

    public ValueTask<Guid> EnqueueAsync(int number = 0, string bot = "work", BotEnqueueOptions? when = null)
        => Manager.EnqueueAsync(new BotRequest(bot, new WorkInput(number)), when);

    public async Task<StoredRun> FindAsync(Guid run) => (await Ledger.FindAsync(run, default))!;

    /// <summary>Waits in real time, while the clock stands still.</summary>
    public async Task<StoredRun> EndedAsync(Guid run)
    {
        StoredRun? found = null;
        for (var i = 0; i < 5_000 && found is not { State: RunState.Ended }; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
            found = await Ledger.FindAsync(run, default);
        }

        found!.State.Should().Be(RunState.Ended);
        return found;
    }

    /// <summary>Lets time pass, in small steps, until a run has ended.</summary>
    public async Task<StoredRun> PassUntilEndedAsync(Guid run)
    {
        await PassUntilAsync(async () => await FindAsync(run) is { State: RunState.Ended }, "the run ends");
        return await FindAsync(run);
    }

    /// <summary>Lets time pass, in small steps, until something is so.</summary>
    public async Task PassUntilAsync(Func<Task<bool>> condition, string because)
    {
        for (var steps = 0; steps < 2_000; steps++)
        {
            if (await condition())
            {
                return;
            }

            await Host.AdvanceAsync(TimeSpan.FromMilliseconds(100));
        }

        (await condition()).Should().BeTrue(because);
    }

    public ValueTask<BotHealthContribution> HealthAsync()
        => Host.Services.GetServices<IBotHealthContributor>().Single(static it => it.Name == "scheduler").CheckAsync(default);

    public Task StartedAsync(int count) => Eventually.TrueAsync(() => Work.Runs.Count >= count, $"{count} runs start");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
