using BotKit.Queue;
using BotKit.Scheduling.Loops;

namespace BotKit.Scheduling.Work;

/// <summary>Counts what is in progress on this node. A slot is taken until the run's code has really returned.</summary>
internal sealed class Slots(int workers)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _byBot = new(StringComparer.Ordinal);

    // With its fence: a run that was given back may be claimed again before its first slot is free.
    private readonly HashSet<(Guid ExecutionId, long Fence)> _runs = [];
    private TaskCompletionSource _empty = Ended();
    private int _lost;
    private int _overdue;

    /// <summary>Raised when a slot is free again.</summary>
    public Signal Freed { get; } = new();

    /// <summary>Runs in progress.</summary>
    public int Taken
    {
        get
        {
            lock (_lock)
            {
                return _runs.Count;
            }
        }
    }

    /// <summary>Whether the node has room for no more.</summary>
    public bool IsFull => Taken >= workers;

    /// <summary>Of these, the ones that have their outcome and whose code executes all the same.</summary>
    public int Overdue => Volatile.Read(ref _overdue);

    /// <summary>Ends when nothing is in progress.</summary>
    public Task WhenEmpty
    {
        get
        {
            lock (_lock)
            {
                return _empty.Task;
            }
        }
    }

    /// <summary>The hand-outs in progress.</summary>
    public IReadOnlySet<(Guid ExecutionId, long Fence)> Runs
    {
        get
        {
            lock (_lock)
            {
                return _runs.ToHashSet();
            }
        }
    }

    /// <summary>Asks for as many runs as can be started at once.</summary>
    /// <param name="node">Who asks.</param>
    /// <param name="withRoom">The bots that have room, given how many runs the node could start in all and how many of a bot are in progress.</param>
    /// <param name="after">Where the last claim stopped.</param>
    /// <returns>The request; <see langword="null"/> when there is no room.</returns>
    public ClaimRequest? Request(Guid node, Func<int, Func<string, int>, List<BotSlots>> withRoom, string? after)
    {
        lock (_lock)
        {
            var free = workers - _runs.Count;
            if (free <= 0)
            {
                return null;
            }

            var slots = withRoom(free, bot => _byBot.GetValueOrDefault(bot));
            return slots.Count == 0 ? null : new ClaimRequest(node, slots, free, TakesLost: _lost == 0, after);
        }
    }

    public void Take(ClaimedRun run)
    {
        lock (_lock)
        {
            if (_runs.Count == 0)
            {
                _empty = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            _runs.Add((run.ExecutionId, run.Fence));
            _byBot[run.Bot] = _byBot.GetValueOrDefault(run.Bot) + 1;
            _lost += run.Lost > 0 ? 1 : 0;
        }
    }

    public void Free(ClaimedRun run)
    {
        lock (_lock)
        {
            _runs.Remove((run.ExecutionId, run.Fence));
            _byBot[run.Bot]--;
            _lost -= run.Lost > 0 ? 1 : 0;
            if (_runs.Count == 0)
            {
                _empty.SetResult();
            }
        }

        Freed.Raise();
    }

    public void CountOverdue(int change) => Interlocked.Add(ref _overdue, change);

    private static TaskCompletionSource Ended()
    {
        var ended = new TaskCompletionSource();
        ended.SetResult();
        return ended;
    }
}
