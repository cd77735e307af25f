using System.Threading.Tasks.Sources;
using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>A queue that waits for what becomes of a hand-out. There is one for each run, so it is its own work item and its own promise.</summary>
internal sealed class PendingDelivery<TInput, TResult>(
    BotRun<TInput, TResult> run,
    RunCompletion completion,
    IdleRuns<TInput, TResult> idle,
    DeliveredRuns<TInput, TResult> deliveries,
    ClaimedRun claimed,
    RunStage pipeline)
    : PendingRun<TInput, TResult>(run, completion, idle), IThreadPoolWorkItem, IValueTaskSource<Delivered>
{
    // By the time of the answer the run behind it may be another's.
    private readonly RunHold _hold = run.Hold!;
    private readonly ExecutionContext? _ambient = ExecutionContext.Capture();
    private ManualResetValueTaskSourceCore<Delivered> _promise;

    /// <summary>Does the run's work on another thread.</summary>
    public ValueTask<Delivered> Start()
    {
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        return new(this, _promise.Version);
    }

    void IThreadPoolWorkItem.Execute()
    {
        if (_ambient is null)
        {
            Work();
        }
        else
        {
            ExecutionContext.Run(_ambient, static it => ((PendingDelivery<TInput, TResult>)it!).Work(), this);
        }
    }

    Delivered IValueTaskSource<Delivered>.GetResult(short token) => _promise.GetResult(token);

    ValueTaskSourceStatus IValueTaskSource<Delivered>.GetStatus(short token) => _promise.GetStatus(token);

    void IValueTaskSource<Delivered>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _promise.OnCompleted(continuation, state, token, flags);

    protected override void Answer(BotResult<TResult> result) => _ = AnswerAsync(result);

    private void Work()
    {
        if (claimed.Origin?.IdempotencyKey is not null)
        {
            KeyHolder.Enter(claimed.ExecutionId);
        }

        _ = DriveAsync(pipeline.InvokeAsync(Run));
    }

    private async Task AnswerAsync(BotResult<TResult> result)
    {
        Delivered delivered;
        try
        {
            delivered = await deliveries.EndAsync(claimed, _hold, result).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Whoever waits gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _promise.SetException(exception);
            return;
        }

        _promise.SetResult(delivered);
    }
}
