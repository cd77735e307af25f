using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Storage.Tests.Shared;

internal static class PortsOf
{
    public static StorePorts Services(IServiceProvider services) => new()
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
