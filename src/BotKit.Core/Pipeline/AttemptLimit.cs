using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>What happens when an attempt takes too long: the caller's grace begins first, whatever the bot does when its token fires.</summary>
internal sealed class AttemptLimit(BotRun run, CancellationTokenSource source)
{
    public void Pass()
    {
        run.StartGrace();
        try
        {
            source.Cancel();
        }
        catch (AggregateException exception)
        {
            Log.CancellationFailed(run.Shared.Logger, exception, run.ExecutionId, run.Bot);
        }
    }
}
