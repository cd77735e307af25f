using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>Somebody waits for a run that did not end at once, and is answered by the run's end, or when the run is abandoned.</summary>
internal abstract class PendingRun<TInput, TResult>(BotRun<TInput, TResult> run, RunCompletion completion, IdleRuns<TInput, TResult> idle)
{
    private TaskCompletionSource? _abandoned;

    protected BotRun<TInput, TResult> Run => run;

    /// <summary>From now on the run's token gives whoever waits no more than the grace time.</summary>
    public void Attach()
    {
        run.Waiter = this;
        run.GraceLink = run.Token.UnsafeRegister(static run => ((BotRun)run!).StartGrace(), run);
        Interlocked.MemoryBarrier();
        if (run.IsGraceOver)
        {
            Abandon();
        }
    }

    /// <summary>Answers although the bot's code still runs; what it held is freed when it really ends.</summary>
    public void Abandon()
    {
        // Before the run is over: its code waits for it when it returns.
        Interlocked.CompareExchange(ref _abandoned, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), null);
        if (run.TryComplete())
        {
            var end = run.WasCanceled ? RunEnd.Canceled : RunEnd.TimedOut;
            run.Runtime.CountAbandoned(1);
            run.LeaveCircuit(end);
            Log.RunAbandoned(run.Shared.Logger, run.ExecutionId, run.Bot, run.Runtime.Options.TimeoutGrace);
            var result = completion.Complete(run, end);
            _abandoned.SetResult();
            Answer(result);
        }
    }

    protected abstract void Answer(BotResult<TResult> result);

    /// <summary>Ends the run with its work.</summary>
    protected async Task DriveAsync(ValueTask work)
    {
        await work.ConfigureAwait(false);
        var completes = run.TryComplete();
        await run.ReleaseAsync().ConfigureAwait(false);
        if (completes)
        {
            var result = completion.Complete(run, run.End);
            idle.Recycle(run);
            Answer(result);
            return;
        }

        // The answer may still be in the making, by whom the grace time ended.
        await _abandoned!.Task.ConfigureAwait(false);
        idle.Recycle(run);
        run.Runtime.CountAbandoned(-1);
        if (run.Exception is { } exception and not OperationCanceledException)
        {
            Log.AbandonedRunFailed(run.Shared.Logger, exception, run.ExecutionId, run.Bot);
        }
    }
}
