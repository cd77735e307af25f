namespace BotKit.Pipeline;

/// <summary>A caller that waits for a run.</summary>
internal sealed class PendingCaller<TInput, TResult>(BotRun<TInput, TResult> run, RunCompletion completion, IdleRuns<TInput, TResult> idle)
    : PendingRun<TInput, TResult>(run, completion, idle)
{
    private readonly TaskCompletionSource<BotResult<TResult>> _answer = new();

    public Task<BotResult<TResult>> Task => _answer.Task;

    /// <summary>Ends the run with its work.</summary>
    public void Await(ValueTask work) => _ = DriveAsync(work);

    /// <summary>Does the run's work on another thread, and ends it.</summary>
    public void Start(RunStage pipeline)
        => ThreadPool.QueueUserWorkItem(
            static it => _ = it.Caller.DriveAsync(it.Pipeline.InvokeAsync(it.Caller.Run)), (Caller: this, Pipeline: pipeline), preferLocal: false);

    protected override void Answer(BotResult<TResult> result) => _answer.SetResult(result);
}
