using System.Runtime.CompilerServices;
using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>Makes the run ambient for traces, log scopes and log capture. It costs a few field reads when nobody listens.</summary>
/// <param name="next">The next stage.</param>
/// <param name="captures">Whether what the run logs is kept with it.</param>
/// <param name="takesScopes">Whether a logging provider shows scopes; without one they are made for nobody.</param>
internal sealed class TelemetryStage(RunStage next, bool captures, bool takesScopes) : RunStage
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        if (run.Shared.Metrics.MeasuresActive)
        {
            RunTelemetry.CountIn(run);
        }

        if (captures || takesScopes || BotKitMetrics.Activities.HasListeners())
        {
            return ListenAsync(run);
        }

        Log.RunStarted(run.Shared.Logger, run.ExecutionId, run.Bot, run.Trigger);
        return next.InvokeAsync(run);
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask ListenAsync(BotRun run)
    {
        if (BotKitMetrics.Activities.HasListeners() && RunTelemetry.Start(run.Runtime, run.Trigger, run.Hold?.TraceParent) is { } activity)
        {
            activity.SetTag(BotKitTelemetry.ExecutionTag, run.ExecutionId);
            run.Activity = activity;
        }

        run.Shared.Capture.EnterMethod(run.Context);
        var scope = takesScopes ? run.Shared.Logger.BeginScope(new RunLogScope(run.ExecutionId, run.Bot)) : null;
        Log.RunStarted(run.Shared.Logger, run.ExecutionId, run.Bot, run.Trigger);
        await next.InvokeAsync(run).ConfigureAwait(false);
        GuardedLogger.EndScope(scope);
    }
}
