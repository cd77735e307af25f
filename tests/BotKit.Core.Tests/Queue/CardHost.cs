using System.Text;
using BotKit.Core.Tests.Ledger;
using BotKit.Core.Tests.Notifications;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Queue;

/// <summary>A host of a bot with sensitive members in its input, whose queue is worked by the test.</summary>
internal sealed class CardHost : IAsyncDisposable
{
    public const string Bot = "card";

    private readonly ServiceProvider _services;
    private readonly Guid _node = Guid.NewGuid();

    public CardHost(
        IBotPayloadProtector? protector, Action<BotOptions>? options = null, Action<IBotBuilder>? bot = null, Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection().AddSingleton<ILoggerFactory>(Logs).AddSingleton(Seen);
        collection.AddSingleton<IBotQueueWorker, Worker>();
        if (protector is not null)
        {
            collection.AddSingleton(protector);
        }

        collection.AddBotKit(bots =>
        {
            var card = bots.AddBot<CardBot>(Bot);
            card.Configure(options ?? (static _ => { }));
            bot?.Invoke(card);
        });
        services?.Invoke(collection);
        _services = collection.BuildServiceProvider();
    }

    public RecordingLoggers Logs { get; } = new();

    /// <summary>What the bot was given.</summary>
    public List<CardInput> Seen { get; } = [];

    public IBotManager Manager => _services.GetRequiredService<IBotManager>();

    public IBot<CardInput, string> Card => _services.GetRequiredService<IBot<CardInput, string>>();

    public IBotLedger Ledger => _services.GetRequiredService<IBotLedger>();

    public IBotQueueStore Store => _services.GetRequiredService<IBotQueueStore>();

    public async Task<string> StoredAsync(Guid id) => Encoding.UTF8.GetString((await Ledger.FindAsync(id, default))!.Input.Span);

    public async Task<Guid> EnqueueStoredAsync(string input, int version = 1)
    {
        var id = Guid.NewGuid();
        await Store.EnqueueAsync(
            [new RunSubmission { ExecutionId = id, Bot = Bot, Trigger = BotTrigger.Queue, Input = Encoding.UTF8.GetBytes(input), PayloadVersion = version }], default);
        return id;
    }

    /// <summary>Claims what is due, runs it, and writes what came of it.</summary>
    public async Task<IReadOnlyList<Delivered>> WorkAsync(int version = 1)
    {
        var all = new List<Delivered>();
        foreach (var run in (await Store.ClaimAsync(new(_node, [new(Bot, 10, version)], 10, true), default)).Runs)
        {
            var delivered = await _services.GetRequiredService<IBotDelivery>().DeliverAsync(run, default);
            all.Add(delivered);
            _ = delivered.Release is { } release ? await Store.ReleaseAsync(release, default) : await Ledger.EndAsync(delivered.Outcome!, default);
        }

        return all;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private sealed class Worker : IBotQueueWorker
    {
        public bool IsWorking => true;
    }

    internal sealed class CardBot(List<CardInput> seen) : BaseBot<CardInput, string>
    {
        protected override ValueTask<string> ExecuteAsync(CardInput input, BotContext context, CancellationToken cancellationToken)
        {
            seen.Add(input);
            return new("done");
        }
    }
}
