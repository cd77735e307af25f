using BotKit.Core.Tests.Scripted;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Queue;

/// <summary>A host whose queue is worked by the test, step by step.</summary>
internal sealed class QueueHost : IAsyncDisposable
{
    private readonly List<RunRelease> _releases = [];

    private QueueHost(BotTestHost<ScriptedBot> host) => Host = host;

    public BotTestHost<ScriptedBot> Host { get; }

    public Guid Node { get; } = Guid.NewGuid();

    public IBotManager Manager => Host.Manager;

    public IBotQueueStore Store => Host.Services.GetRequiredService<IBotQueueStore>();

    public IBotNodeStore Nodes => Host.Services.GetRequiredService<IBotNodeStore>();

    public IBotDelivery Delivery => Host.Services.GetRequiredService<IBotDelivery>();

    public IReadOnlyList<RunRelease> Releases => _releases;

    public static QueueHost Of(
        Script script, Action<BotOptions>? options = null, Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null)
        => new(Hosts.Of(script, options, bot, collection =>
        {
            collection.AddSingleton<IBotQueueWorker, Worker>();
            services?.Invoke(collection);
        }));

    public static QueueHost Of(
        Script.Step step, Action<BotOptions>? options = null, Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null)
        => Of(new Script(step), options, bot, services);

    public Task<Guid> EnqueueAsync(string input = "go", BotEnqueueOptions? when = null, BotRunOptions? options = null, BotTrigger trigger = BotTrigger.Code)
        => Manager.EnqueueAsync(new BotRequest(Hosts.Bot, input) { Options = options, Trigger = trigger }, when).AsTask();

    public async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(int free = 10, bool takesLost = true, int version = 1, int? maxRunning = null)
        => (await Store.ClaimAsync(new(Node, [new(Hosts.Bot, free, version, maxRunning)], free, takesLost), default)).Runs;

    public async Task<ClaimedRun> ClaimOneAsync() => (await ClaimAsync(1)).Should().ContainSingle().Subject;

    /// <summary>Claims what is due, runs it, and writes what came of it, as the worker does.</summary>
    public async Task<IReadOnlyList<Delivered>> WorkAsync(CancellationToken abandon = default)
    {
        var all = new List<Delivered>();
        foreach (var run in await ClaimAsync())
        {
            var delivered = await Host.UntilAsync(Delivery.DeliverAsync(run, abandon).AsTask());
            all.Add(delivered);
            await WriteAsync(delivered);
        }

        return all;
    }

    public async Task<bool> WriteAsync(Delivered delivered)
    {
        if (delivered.Release is { } release)
        {
            _releases.Add(release);
            return await Store.ReleaseAsync(release, default);
        }

        return await Host.Ledger.EndAsync(delivered.Outcome!, default);
    }

    public async Task<StoredRun> FindAsync(Guid id) => (await Host.Ledger.FindAsync(id, default))!;

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    private sealed class Worker : IBotQueueWorker
    {
        public bool IsWorking => true;
    }
}
