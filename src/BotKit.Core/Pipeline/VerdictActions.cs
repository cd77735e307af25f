using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>Acts on the verdict of a failed run: log level, and for a critical one alert and pause.</summary>
internal sealed class VerdictActions(BotRuntime bot, RunServices services, Action<BotPause> pause)
{
    public void Act(BotRun run, BotFailure failure)
    {
        using var capture = services.Capture.Enter(run.Context);
        switch (failure.Severity)
        {
            case BotSeverity.Warning:
                Log.RunFailedOnData(services.Logger, run.Exception, run.ExecutionId, bot.Name, failure.Code);
                break;
            case BotSeverity.Critical:
                Log.RunFailedCritically(services.Logger, run.Exception, run.ExecutionId, bot.Name, failure.Code);
                services.Alerts.Raise(bot.Name, failure, run.ExecutionId);
                Pause(failure);
                break;
            default:
                Log.RunFailed(services.Logger, run.Exception, run.ExecutionId, bot.Name, failure.Code);
                break;
        }
    }

    private void Pause(BotFailure failure)
    {
        var duration = bot.Options.CriticalPause;
        if (duration > TimeSpan.Zero)
        {
            var now = services.Clock.GetUtcNow();
            pause(new BotPause($"Critical error: {failure.Code}", "botkit", now, now + duration));
        }
    }
}
