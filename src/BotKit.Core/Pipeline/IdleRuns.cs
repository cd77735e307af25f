using System.Collections.Concurrent;

namespace BotKit.Pipeline;

/// <summary>Run objects of one bot that wait for their next run, at most so many.</summary>
/// <param name="known">All run objects of the bot, also those in progress.</param>
internal sealed class IdleRuns<TInput, TResult>(RunningRuns known)
{
    // As many as a node's workers, and more: all of them begin before the first has a thread.
    private const int Capacity = 256;

    private readonly ConcurrentQueue<BotRun<TInput, TResult>> _queue = new();

    // It keeps its place while it runs, and is never in the queue: to take it and to bring it back is a matter of its own turn.
    private BotRun<TInput, TResult>? _nearest;
    private int _queued;

    public BotRun<TInput, TResult>? TryTake()
    {
        if (Volatile.Read(ref _nearest) is { } nearest && nearest.TryBegin())
        {
            return nearest;
        }

        if (_queue.TryDequeue(out var run))
        {
            Interlocked.Decrement(ref _queued);
            return run.TryBegin() ? run : null;
        }

        return null;
    }

    /// <summary>Closes a run that has ended, and keeps the object for another where that is safe.</summary>
    public void Recycle(BotRun<TInput, TResult> run)
    {
        if (!run.TryForget())
        {
            Interlocked.CompareExchange(ref _nearest, null, run);
            known.Remove(run);
        }
        else if (_nearest == run || (_nearest is null && Interlocked.CompareExchange(ref _nearest, run, null) is null))
        {
            run.Rest();
        }
        else if (Interlocked.Increment(ref _queued) <= Capacity)
        {
            run.Rest();
            _queue.Enqueue(run);
        }
        else
        {
            Interlocked.Decrement(ref _queued);
            known.Remove(run);
        }
    }
}
