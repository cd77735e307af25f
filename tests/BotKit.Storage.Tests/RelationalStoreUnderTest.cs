using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Testing;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests;

/// <summary>A store on a fresh database, with the test's clock in the place of the store's.</summary>
internal abstract class RelationalStoreUnderTest : StoreUnderTest
{
    private readonly BotTestClock _clock = new(new DateTimeOffset(2026, 3, 29, 0, 59, 30, TimeSpan.Zero));
    private readonly List<ServiceProvider> _nodes = [];
    private StorePorts? _ports;

    public override StorePorts Ports => _ports ?? throw new InvalidOperationException("It is not open.");

    public override DateTimeOffset Now => _clock.GetUtcNow();

    protected TimeProvider Clock => _clock;

    public override void Advance(TimeSpan by) => _clock.Advance(by);

    public async Task OpenAsync(CancellationToken cancellationToken) => _ports = await OpenNodeAsync(cancellationToken);

    public override async ValueTask ReopenAsync(CancellationToken cancellationToken)
    {
        await CloseAsync();
        await OpenAsync(cancellationToken);
    }

    public override async ValueTask<StorePorts> OpenSecondAsync(CancellationToken cancellationToken) => await OpenNodeAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await DeleteAsync();
    }

    /// <summary>Chooses the store.</summary>
    protected abstract void Use(IBotKitBuilder bots);

    /// <summary>Gives the store the test's clock.</summary>
    protected abstract void SetClock(RelationalStore store);

    protected virtual ValueTask DeleteAsync() => default;

    private async Task<StorePorts> OpenNodeAsync(CancellationToken cancellationToken)
    {
        var services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddBotKit(Use).BuildServiceProvider();
        _nodes.Add(services);
        var store = services.GetRequiredService<RelationalStore>();
        SetClock(store);
        await store.OpenAsync(cancellationToken);
        return new StorePorts
        {
            Ledger = services.GetRequiredService<IBotLedger>(),
            Queue = services.GetRequiredService<IBotQueueStore>(),
            Nodes = services.GetRequiredService<IBotNodeStore>(),
            Logs = services.GetRequiredService<IBotLogStore>(),
            State = services.GetRequiredService<IBotStateStore>(),
            Alerts = services.GetRequiredService<IBotAlertStore>(),
            Audit = services.GetRequiredService<IBotAuditStore>(),
            Checkpoints = services.GetRequiredService<IBotCheckpointStore>(),
            Data = services.GetRequiredService<IBotDataStore>(),
            Schedules = services.GetRequiredService<IBotScheduleStore>(),
            Maintenance = services.GetRequiredService<IBotMaintenance>(),
        };
    }

    private async Task CloseAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }

        _nodes.Clear();
    }
}
