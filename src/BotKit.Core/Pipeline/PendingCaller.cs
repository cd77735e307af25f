using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>A caller that waits because the run did not end at once. It is answered by the run's end, or when the run is abandoned.</summary>
internal sealed class PendingCaller<TInput, TResult>(
    BotRun<TInput, TResult> run, RunCompletion completion, IdleRuns<TInput, TResult> idle)
    : TaskCompletionSource<BotResult<TResult>>
{
    public void Attach(ValueTask work)
    {
        run.Caller = this;
        run.GraceLink = run.Token.UnsafeRegister(static run => ((BotRun)run!).StartGrace(), run);
        Interlocked.MemoryBarrier();
        if (run.IsGraceOver)
        {
            Abandon();
        }

        _ = DriveAsync(work);
    }

    /// <summary>Answers the caller although the bot's code still runs; what it held is freed when it really ends.</summary>
    public void Abandon()
    {
        if (run.TryComplete())
        {
            var end = run.WasCanceled ? RunEnd.Canceled : RunEnd.TimedOut;
            run.Runtime.CountAbandoned(1);
            run.LeaveCircuit(end);
            Log.RunAbandoned(run.Shared.Logger, run.ExecutionId, run.Bot, run.Runtime.Options.TimeoutGrace);
            SetResult(completion.Complete(run, end));
        }
    }

    private async Task DriveAsync(ValueTask work)
    {
        await work.ConfigureAwait(false);
        var completes = run.TryComplete();
        await run.ReleaseAsync().ConfigureAwait(false);
        if (completes)
        {
            var result = completion.Complete(run, run.End);
            idle.Recycle(run);
            SetResult(result);
            return;
        }

        // The answer may still be in the making, by whom the grace time ended.
        await Task.ConfigureAwait(false);
        idle.Recycle(run);
        run.Runtime.CountAbandoned(-1);
        if (run.Exception is { } exception and not OperationCanceledException)
        {
            Log.AbandonedRunFailed(run.Shared.Logger, exception, run.ExecutionId, run.Bot);
        }
    }
}
