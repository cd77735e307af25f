using System.Diagnostics;
using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>One measurement and one span for every run. A listener that throws does not fail the run.</summary>
internal static class RunTelemetry
{
    public static void CountIn(BotRun run)
    {
        run.CountsAsActive = true;
        try
        {
            run.Shared.Metrics.RunChanged(run.Runtime.Tags, 1);
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
        }
    }

    public static void Ended(BotRun run, BotResult result, RunServices services)
    {
        var error = result.Error is { } failure ? run.Runtime.Tags.ErrorOf(failure.Code) : null;
        try
        {
            if (run.CountsAsActive)
            {
                services.Metrics.RunChanged(run.Runtime.Tags, -1);
            }

            if (services.Metrics.MeasuresRuns && run.End != RunEnd.Yielded)
            {
                services.Metrics.RunEnded(run.Runtime.Tags, run.Trigger, result.Status, error, result.Attempts, result.Duration);
            }
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        End(run.Activity, result.Status, error);
        Log.RunEnded(services.Logger, run.ExecutionId, run.Bot, result.Status, result.Duration.TotalMilliseconds, result.Attempts);
    }

    public static void Refused(BotRuntime bot, BotTrigger trigger, string code, TimeSpan duration, RunServices services)
    {
        if (!services.Metrics.MeasuresRuns && !BotKitMetrics.Activities.HasListeners())
        {
            return;
        }

        try
        {
            services.Metrics.RunEnded(bot.Tags, trigger, BotStatus.Rejected, code, 0, duration);
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
        }

        End(Start(bot, trigger), BotStatus.Rejected, code);
    }

    /// <param name="bot">The bot.</param>
    /// <param name="trigger">How the run comes to be.</param>
    /// <param name="traceParent">Whoever put it into the queue, to be linked: it may have ended long ago.</param>
    public static Activity? Start(BotRuntime bot, BotTrigger trigger, string? traceParent = null)
    {
        var outer = Activity.Current;
        try
        {
            var activity = traceParent is not null && ActivityContext.TryParse(traceParent, null, out var origin)
                ? BotKitMetrics.Activities.StartActivity(bot.ActivityName, ActivityKind.Internal, default(ActivityContext), links: [new ActivityLink(origin)])
                : BotKitMetrics.Activities.StartActivity(bot.ActivityName);
            activity?.SetTag(BotKitTelemetry.BotTag, bot.Name);
            activity?.SetTag(BotKitTelemetry.TriggerTag, BotTags.Of(trigger).Value);
            return activity;
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
            Activity.Current = outer;
            return null;
        }
    }

    private static void End(Activity? activity, BotStatus status, string? error)
    {
        if (activity is null)
        {
            return;
        }

        activity.SetTag(BotKitTelemetry.StatusTag, BotTags.Of(status).Value);
        if (error is not null)
        {
            activity.SetTag(BotKitTelemetry.ErrorTag, error);
            activity.SetStatus(ActivityStatusCode.Error);
        }

        try
        {
            activity.Dispose();
        }
#pragma warning disable CA1031 // Somebody else's listener must not fail the run it listens to.
        catch (Exception)
#pragma warning restore CA1031
        {
            // It threw before the span ceased to be the current one.
            if (Activity.Current == activity)
            {
                Activity.Current = activity.Parent;
            }
        }
    }
}
