using BotKit.Ledger;

namespace BotKit.Pipeline;

/// <summary>
/// A run that a store holds for this node: under which fence, and what came of it, so that whoever holds it can write its end.
/// Such a run is not recorded in the background.
/// </summary>
/// <param name="fence">The fence of the hand-out.</param>
/// <param name="delivery">Its number.</param>
/// <param name="abandon">Fires when the node may not hold it any more.</param>
internal sealed class RunHold(long fence, int delivery, CancellationToken abandon)
{
    private const int Returning = 1;
    private const int HasReturned = 2;

    private CancellationTokenRegistration _tie;
    private ProgressReporter? _progress;
    private TaskCompletionSource? _whenReturned;
    private int _returned;

    public long Fence { get; } = fence;

    public int Delivery { get; } = delivery;

    /// <summary>The trace of whoever queued it.</summary>
    public string? TraceParent => Origin?.TraceParent;

    /// <summary>How it ended; none when a gate refused it.</summary>
    public RunEnd Ended { get; private set; }

    public BotFailure? Failure { get; private set; }

    public RunCancellation Cancellation { get; private set; }

    public Refusal? Refusal { get; private set; }

    public DateTimeOffset StartedAt { get; private set; }

    public string? TraceId { get; private set; }

    public RunLogPart? Lines { get; private set; }

    /// <summary>Whether its code had returned when it ended.</summary>
    public bool HadReturned { get; private set; }

    /// <summary>Ends when its code has returned.</summary>
    public Task Returned => Volatile.Read(ref _returned) == HasReturned ? Task.CompletedTask : WhenReturned();

    /// <summary>Where it writes while it goes on.</summary>
    public HoldStores? Stores { get; init; }

    /// <summary>What its code sees of its checkpoints.</summary>
    public IBotCheckpoints? Checkpoints { get; set; }

    /// <summary>What is stored of its input, where some of it may be removed at the end; otherwise empty.</summary>
    public ReadOnlyMemory<byte> Input { get; init; }

    /// <summary>Where it came from, of a queued run.</summary>
    public RunOrigin? Origin { get; init; }

    /// <summary>Whether it was queued, so that it can be put back.</summary>
    public bool IsQueued { get; init; }

    /// <summary>Called once when its code has returned, or a gate refused it.</summary>
    public Action? Freed { get; init; }

    /// <summary>How and until when the bot yielded.</summary>
    public BotYieldException? Yield { get; private set; }

    /// <summary>Ties the run to the node that holds it.</summary>
    public void Tie(BotRun run) => _tie = abandon.UnsafeRegister(static run => ((BotRun)run!).TryCancel(RunCancellation.Host), run);

    /// <summary>Unties it, once its code has returned.</summary>
    /// <returns>Whether nobody can come back to the run any more.</returns>
    public bool Untie() => _tie == default || _tie.Unregister();

    /// <summary>Stores how far the run has come, in the background and not more often than there is time for.</summary>
    public void Report(BotRun run, BotProgress progress)
    {
        if (Stores is { } stores)
        {
            Interlocked.CompareExchange(ref _progress, new ProgressReporter(stores.Queue, run.ExecutionId, Fence, run.Shared), null);
            _progress!.Report(progress);
        }
    }

    public void Refuse(Refusal refusal, DateTimeOffset now)
    {
        Refusal = refusal;
        StartedAt = now;
        Return();
    }

    public void End(BotRun run, RunEnd end, RunLogPart? lines)
    {
        Ended = end;
        Yield = end == RunEnd.Yielded ? run.Exception as BotYieldException : null;
        Failure = end == RunEnd.TimedOut ? RunCompletion.TimedOut : run.Failure;
        Cancellation = run.Cancellation;
        Refusal = end == RunEnd.Refused ? run.Refusal : null;
        StartedAt = run.StartedAt;
        TraceId = run.Activity?.TraceId.ToHexString();
        Lines = lines;
        HadReturned = Volatile.Read(ref _returned) == HasReturned;
    }

    /// <summary>Its code has returned.</summary>
    public void Return()
    {
        if (Interlocked.CompareExchange(ref _returned, Returning, 0) == 0)
        {
            Freed?.Invoke();
            Interlocked.Exchange(ref _returned, HasReturned);
            Volatile.Read(ref _whenReturned)?.TrySetResult();
        }
    }

    // Hardly anybody waits for it: nearly all code has returned when the run ends.
    private Task WhenReturned()
    {
        var task = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        task = Interlocked.CompareExchange(ref _whenReturned, task, null) ?? task;
        if (Volatile.Read(ref _returned) == HasReturned)
        {
            task.TrySetResult();
        }

        return task.Task;
    }
}
