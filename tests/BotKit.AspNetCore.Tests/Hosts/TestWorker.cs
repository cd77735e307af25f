using BotKit.Nodes;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests;

/// <summary>A queue worker that works when the test says so.</summary>
internal sealed class TestWorker : IBotQueueWorker
{
    private readonly Guid _node = Guid.NewGuid();
    private bool _joined;

    public bool IsWorking => true;

    public static ApiHostOptions Options { get; } = With();

    public static ApiHostOptions With(Action<IServiceCollection>? services = null, Action<IBotKitBuilder>? bots = null, Action<BotKitApiOptions>? api = null)
        => new()
        {
            Bots = bots,
            Api = api,
            Services = all =>
            {
                all.AddSingleton<TestWorker>();
                all.AddSingleton<IBotQueueWorker>(provider => provider.GetRequiredService<TestWorker>());
                services?.Invoke(all);
            },
        };

    /// <summary>Claims what is due.</summary>
    public async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(ApiHost host)
    {
        if (!_joined)
        {
            await host.Services.GetRequiredService<IBotNodeStore>().JoinAsync(
                new NodeRecord { Id = _node, Name = "node-1", Version = "1", Lease = TimeSpan.FromSeconds(9) }, default);
            _joined = true;
        }

        var slots = host.Manager.Bots.Select(bot => new BotSlots(bot.Name, 100)).ToList();
        return (await host.Queue.ClaimAsync(new(_node, slots, 100, TakesLost: true), default)).Runs;
    }

    /// <summary>Runs what is due, and writes what comes of it.</summary>
    public async Task<int> WorkAsync(ApiHost host)
    {
        var runs = await ClaimAsync(host);
        foreach (var run in runs)
        {
            var delivered = await host.Services.GetRequiredService<IBotDelivery>().DeliverAsync(run, default);
            var written = delivered.Outcome is { } outcome
                ? await host.Ledger.EndAsync(outcome, default)
                : await host.Queue.ReleaseAsync(delivered.Release!, default);
            written.Should().BeTrue();
        }

        return runs.Count;
    }
}
