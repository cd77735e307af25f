using BotKit.Storage.Dialect;
using BotKit.Storage.Ports;
using BotKit.Testing.Conformance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Storage.Tests.Shared;

/// <summary>A store over a dialect, without a container.</summary>
internal sealed class OpenStore : IAsyncDisposable
{
    public OpenStore(StoreDialect dialect, RelationalOptions options, TimeProvider? timeProvider = null, ILogger? logger = null)
    {
        Store = new RelationalStore(dialect, options, timeProvider ?? TimeProvider.System, static _ => null, null, logger ?? NullLogger.Instance);
        Ports = new StorePorts
        {
            Ledger = new RelationalLedger(Store),
            Queue = new RelationalQueue(Store),
            Nodes = new RelationalNodes(Store),
            Logs = new RelationalLogs(Store),
            State = new RelationalStates(Store),
            Alerts = new RelationalAlerts(Store),
            Audit = new RelationalAudit(Store),
            Checkpoints = new RelationalCheckpoints(Store),
            Data = new RelationalData(Store),
            Schedules = new RelationalSchedules(Store),
            Maintenance = new RelationalMaintenance(Store),
        };
    }

    public RelationalStore Store { get; }

    public StorePorts Ports { get; }

    public ValueTask DisposeAsync() => Store.DisposeAsync();
}
