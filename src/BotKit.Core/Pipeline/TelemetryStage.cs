using System.Runtime.CompilerServices;
using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>Makes the run ambient for traces, log scopes and log capture. It costs a few field reads when nobody listens.</summary>
internal sealed class TelemetryStage(RunStage next, bool logs) : RunStage
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        if (run.Shared.Metrics.MeasuresActive)
        {
            RunTelemetry.CountIn(run);
        }

        return logs || BotKitMetrics.Activities.HasListeners() ? ListenAsync(run) : next.InvokeAsync(run);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ListenAsync(BotRun run)
    {
        run.Activity = RunTelemetry.Start(run.Runtime, run.Trigger);
        run.Activity?.SetTag(BotKitTelemetry.ExecutionTag, run.ExecutionId.ToString());
        using var capture = run.Shared.Capture.Enter(run);
        var scope = run.Shared.Logger.BeginScope(new RunLogScope(run));
        Log.RunStarted(run.Shared.Logger, run.ExecutionId, run.Bot, run.Trigger);
        await next.InvokeAsync(run).ConfigureAwait(false);
        GuardedLogger.EndScope(scope);
    }
}
