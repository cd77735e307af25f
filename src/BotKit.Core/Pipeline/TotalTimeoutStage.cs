using BotKit.Gates;

namespace BotKit.Pipeline;

/// <summary>Fires the run's token when all attempts together take too long.</summary>
internal sealed class TotalTimeoutStage(BotRuntime bot, MonotonicClock clock, TimeSpan timeout, RunStage next) : RunStage
{
    private readonly long _ticks = clock.ToTicks(timeout);

    public override ValueTask InvokeAsync(BotRun run)
    {
        // As long as nothing has waited, the run has only just begun: that spares a look at the clock.
        bot.Deadlines.Watch(run, (run.HasWaited ? clock.Now : run.StartTimestamp) + _ticks);
        return next.InvokeAsync(run);
    }
}
