using System.Diagnostics;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotKit.Benchmarks.Durable.Peers;

/// <summary>BotKit as an application uses it: a host with its queue workers, every guard rail on, each run with outcome, log line and statistics recorded.</summary>
internal sealed class BotKitPeer : IPeer
{
    public const string Bot = "noop";

    // All of them need three connections for their writes; one worker of the peers takes one or two.
    private const int Workers = 100;

    private readonly IHost _host;
    private readonly IBotManager _manager;
    private readonly JobCount _count;

    private BotKitPeer(string name, IHost host)
    {
        Name = name;
        _host = host;
        _manager = host.Services.GetRequiredService<IBotManager>();
        _count = host.Services.GetRequiredService<JobCount>();
        Store = host.Services.GetRequiredService<IBotQueueStore>();
    }

    public string Name { get; }

    public IBotQueueStore Store { get; }

    public IServiceProvider Services => _host.Services;

    public static async Task<BotKitPeer> CreateAsync(
        string name, Action<IBotKitBuilder> useStore, Action<IBotKitBuilder>? addBots = null, JobCount? count = null, bool runsQueue = true)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Logging.SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(count ?? new JobCount());
        builder.Services.AddBotKit(bots =>
        {
            useStore(bots);
            bots.AddBot<NoOpBot>(Bot);
            addBots?.Invoke(bots);
            bots.AddScheduling(options =>
            {
                options.RunQueue = runsQueue;
                options.Workers = Workers;
            });
        });
        builder.Services.Configure<BotOptions>(Bot, static options => options.Queue.MaxQueued = 10_000_000);
        var host = builder.Build();
        await host.StartAsync().ConfigureAwait(false);
        return new BotKitPeer(name, host);
    }

    public Task EnqueueAsync(int count, int producers)
        => Producers.RunAsync(count, producers, async i => await EnqueueAsync(i).ConfigureAwait(false));

    public ValueTask<Guid> EnqueueAsync(int number) => _manager.EnqueueAsync(new BotRequest(Bot, new NoOpInput(number)));

    /// <summary>Keeps workers off, as long as runs are only put in.</summary>
    public ValueTask HoldAsync() => _manager.PauseAsync(Bot, "Filling the queue", "benchmark");

    public async Task<TimeSpan> DrainAsync(int count)
    {
        var all = _count.Expect(count);
        var start = Stopwatch.GetTimestamp();
        await _manager.ResumeAsync(Bot).ConfigureAwait(false);
        await all.ConfigureAwait(false);
        await UntilRecordedAsync().ConfigureAwait(false);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Nothing waits or runs any more: every outcome is committed.</summary>
    public async Task UntilRecordedAsync()
    {
        while ((await Store.ReadDepthsAsync(CancellationToken.None).ConfigureAwait(false)).Any(static bot => bot.Queued + bot.Running > 0))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync().ConfigureAwait(false);
        _host.Dispose();
    }
}
