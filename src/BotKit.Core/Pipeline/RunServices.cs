using BotKit.Diagnostics;
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
    IChildRuns Children);
