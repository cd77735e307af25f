using System.Collections.Concurrent;

namespace BotKit.Pipeline;

/// <summary>Run objects of one bot that wait for their next run, at most so many.</summary>
internal sealed class IdleRuns<TInput, TResult>
{
    private const int Capacity = 64;

    private readonly ConcurrentQueue<BotRun<TInput, TResult>> _queue = new();
    private BotRun<TInput, TResult>? _nearest;
    private int _queued;

    public BotRun<TInput, TResult>? TryTake()
    {
        if (Interlocked.Exchange(ref _nearest, null) is { } nearest)
        {
            return nearest;
        }

        if (_queue.TryDequeue(out var run))
        {
            Interlocked.Decrement(ref _queued);
        }

        return run;
    }

    /// <summary>Closes a run that has ended, and keeps the object for another where that is safe.</summary>
    public void Recycle(BotRun<TInput, TResult> run)
    {
        if (!run.TryForget())
        {
            return;
        }

        if (Interlocked.CompareExchange(ref _nearest, run, null) is null)
        {
            return;
        }

        if (Interlocked.Increment(ref _queued) <= Capacity)
        {
            _queue.Enqueue(run);
        }
        else
        {
            Interlocked.Decrement(ref _queued);
        }
    }
}
