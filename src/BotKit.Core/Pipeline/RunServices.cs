using BotKit.Diagnostics;
using BotKit.Gates;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Pipeline;

/// <summary>What all bots of one container share.</summary>
internal sealed record RunServices(
    TimeProvider Clock,
    IServiceScopeFactory Scopes,
    ILogger Logger,
    BotKitMetrics Metrics,
    IBotLedger Ledger,
    RunLogRecorder Logs,
    LogCapture Capture,
    AlertCenter Alerts,
    IChildRuns Children)
{
    /// <summary>The wall clock, for those who have just read the monotonic one.</summary>
    public WallClock Wall { get; } = new(Clock);
}
