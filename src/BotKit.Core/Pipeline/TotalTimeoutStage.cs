namespace BotKit.Pipeline;

/// <summary>Fires the run's token when all attempts together take too long.</summary>
internal sealed class TotalTimeoutStage(TimeSpan timeout, RunStage next) : RunStage
{
    public override ValueTask InvokeAsync(BotRun run)
    {
        run.Tokens.CancelAfter(timeout);
        return next.InvokeAsync(run);
    }
}
