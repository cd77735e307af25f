using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing.Tests.Conformance;

/// <summary>The stores of a container without a database, on a clock of the test.</summary>
internal sealed class InMemoryStore : StoreUnderTest
{
    private readonly BotTestClock _clock = new(new DateTimeOffset(2026, 3, 29, 0, 59, 30, TimeSpan.Zero));
    private readonly ServiceProvider _services;

    /// <param name="spoil">Breaks the ports for the tests of the suite itself.</param>
    public InMemoryStore(Func<StorePorts, StorePorts>? spoil = null)
    {
        _services = new ServiceCollection().AddSingleton<TimeProvider>(_clock).AddBotKit(_ => { }).BuildServiceProvider();
        var ports = new StorePorts
        {
            Ledger = _services.GetRequiredService<IBotLedger>(),
            Queue = _services.GetRequiredService<IBotQueueStore>(),
            Nodes = _services.GetRequiredService<IBotNodeStore>(),
            Logs = _services.GetRequiredService<IBotLogStore>(),
            State = _services.GetRequiredService<IBotStateStore>(),
            Alerts = _services.GetRequiredService<IBotAlertStore>(),
            Audit = _services.GetRequiredService<IBotAuditStore>(),
            Checkpoints = _services.GetRequiredService<IBotCheckpointStore>(),
            Data = _services.GetRequiredService<IBotDataStore>(),
            Schedules = _services.GetRequiredService<IBotScheduleStore>(),
            Maintenance = _services.GetRequiredService<IBotMaintenance>(),
        };
        Ports = spoil?.Invoke(ports) ?? ports;
    }

    public override StorePorts Ports { get; }

    public override StoreAbilities Abilities => StoreAbilities.Clock | StoreAbilities.Leases;

    public override DateTimeOffset Now => _clock.GetUtcNow();

    public override void Advance(TimeSpan by) => _clock.Advance(by);

    public override ValueTask DisposeAsync() => _services.DisposeAsync();
}
