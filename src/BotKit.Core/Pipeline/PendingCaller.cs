using BotKit.Diagnostics;

namespace BotKit.Pipeline;

/// <summary>A caller that waits because the run did not end at once. It is answered by the run's end, or when the run is abandoned.</summary>
internal sealed class PendingCaller<TInput, TResult>(
    BotRun<TInput, TResult> run, RunCompletion completion, IdleRuns<TInput, TResult> idle)
    : TaskCompletionSource<BotResult<TResult>>
{
    private readonly BotRun<TInput, TResult> _run = run;

    /// <summary>From now on the run's token gives the caller no more than the grace time.</summary>
    public void Attach()
    {
        _run.Caller = this;
        _run.GraceLink = _run.Token.UnsafeRegister(static run => ((BotRun)run!).StartGrace(), _run);
        Interlocked.MemoryBarrier();
        if (_run.IsGraceOver)
        {
            Abandon();
        }
    }

    /// <summary>Ends the run with its work.</summary>
    public void Await(ValueTask work) => _ = DriveAsync(work);

    /// <summary>Does the run's work on another thread, and ends it.</summary>
    public void Start(RunStage pipeline)
        => ThreadPool.QueueUserWorkItem(
            static it => _ = it.Caller.DriveAsync(it.Pipeline.InvokeAsync(it.Caller._run)), (Caller: this, Pipeline: pipeline), preferLocal: false);

    /// <summary>Answers the caller although the bot's code still runs; what it held is freed when it really ends.</summary>
    public void Abandon()
    {
        if (_run.TryComplete())
        {
            var end = _run.WasCanceled ? RunEnd.Canceled : RunEnd.TimedOut;
            _run.Runtime.CountAbandoned(1);
            _run.LeaveCircuit(end);
            Log.RunAbandoned(_run.Shared.Logger, _run.ExecutionId, _run.Bot, _run.Runtime.Options.TimeoutGrace);
            SetResult(completion.Complete(_run, end));
        }
    }

    private async Task DriveAsync(ValueTask work)
    {
        await work.ConfigureAwait(false);
        var completes = _run.TryComplete();
        await _run.ReleaseAsync().ConfigureAwait(false);
        if (completes)
        {
            var result = completion.Complete(_run, _run.End);
            idle.Recycle(_run);
            SetResult(result);
            return;
        }

        // The answer may still be in the making, by whom the grace time ended.
        await Task.ConfigureAwait(false);
        idle.Recycle(_run);
        _run.Runtime.CountAbandoned(-1);
        if (_run.Exception is { } exception and not OperationCanceledException)
        {
            Log.AbandonedRunFailed(_run.Shared.Logger, exception, _run.ExecutionId, _run.Bot);
        }
    }
}
