namespace BotKit.Queue;

/// <summary>Wakes idle nodes of this process when there may be something to claim, without a gap between a claim and the sleep after it.</summary>
internal sealed class WorkSignal(TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, long> _seen = [];
    private TaskCompletionSource _next = New();
    private long _changes;

    /// <summary>A node begins to look for work: what comes from now on shall wake it.</summary>
    public void Look(Guid node)
    {
        lock (_lock)
        {
            _seen[node] = _changes;
        }
    }

    /// <summary>Forgets a node that is gone.</summary>
    public void Forget(Guid node)
    {
        lock (_lock)
        {
            _seen.Remove(node);
        }
    }

    /// <summary>There may be work.</summary>
    public void Set()
    {
        TaskCompletionSource woken;
        lock (_lock)
        {
            _changes++;
            woken = _next;
            _next = New();
        }

        woken.SetResult();
    }

    /// <summary>Sleeps until there may be work, the time has passed, or the token fires.</summary>
    public async ValueTask WaitAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task next;
        lock (_lock)
        {
            if (_seen.TryGetValue(node, out var seen) && seen != _changes)
            {
                _seen[node] = _changes;
                return;
            }

            next = _next.Task;
        }

        if (atMost > TimeSpan.Zero)
        {
            await ClockWait.PollAsync(next, due: null, atMost < Longest ? atMost : Longest, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
