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
        run.Activity = StartActivity(run);
        using var capture = run.Shared.Capture.Enter(run);
        using var scope = run.Shared.Logger.BeginScope(new RunLogScope(run));
        Log.RunStarted(run.Shared.Logger, run.ExecutionId, run.Bot, run.Trigger);
        await next.InvokeAsync(run).ConfigureAwait(false);
    }

    private static System.Diagnostics.Activity? StartActivity(BotRun run)
    {
        try
        {
            var activity = RunTelemetry.Start(run.Runtime, run.Trigger);
            activity?.SetTag(BotKitTelemetry.ExecutionTag, run.ExecutionId.ToString());
            return activity;
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
