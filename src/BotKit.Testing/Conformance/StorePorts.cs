using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;

namespace BotKit.Testing.Conformance;

/// <summary>The ports of one store, as one node uses them.</summary>
public sealed record StorePorts
{
    /// <summary>Runs, refusals, roll-ups and keys.</summary>
    public required IBotLedger Ledger { get; init; }

    /// <summary>The queue.</summary>
    public required IBotQueueStore Queue { get; init; }

    /// <summary>The nodes and their leases.</summary>
    public required IBotNodeStore Nodes { get; init; }

    /// <summary>Captured log lines.</summary>
    public required IBotLogStore Logs { get; init; }

    /// <summary>Pause and circuit of each bot.</summary>
    public required IBotStateStore State { get; init; }

    /// <summary>Alerts.</summary>
    public required IBotAlertStore Alerts { get; init; }

    /// <summary>Who did what.</summary>
    public required IBotAuditStore Audit { get; init; }

    /// <summary>What runs left behind to go on from.</summary>
    public required IBotCheckpointStore Checkpoints { get; init; }

    /// <summary>What bots keep between runs.</summary>
    public required IBotDataStore Data { get; init; }

    /// <summary>Schedules and what became of their due instants.</summary>
    public required IBotScheduleStore Schedules { get; init; }

    /// <summary>Housekeeping.</summary>
    public required IBotMaintenance Maintenance { get; init; }
}
