namespace BotKit.Handlers.Workflows;

/// <summary>
/// Knows which frames of a run are at work and which wait. Where the run may yield, it does once all wait; otherwise they wait here.
/// </summary>
internal sealed class Activity(TimeProvider clock, bool canYield)
{
    private readonly Lock _gate = new();
    private readonly List<DateTimeOffset?> _dues = [];
    private readonly TaskCompletionSource _suspended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _active = 1;

    /// <summary>Whether the run gives up its place.</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>Ends at the next nudge.</summary>
    public Task Nudged
    {
        get
        {
            lock (_gate)
            {
                return _nudge.Task;
            }
        }
    }

    /// <summary>When the first frame is due, of a suspended run; <see langword="null"/> when none is by itself.</summary>
    public DateTimeOffset? Due { get; private set; }

    /// <summary>One frame becomes several, or several one again: 2 less than those that have not left.</summary>
    public void Fork(int count)
    {
        lock (_gate)
        {
            _active += count - 1;
        }
    }

    /// <summary>One of several frames has ended, and others of them have not.</summary>
    public void Join()
    {
        lock (_gate)
        {
            _active--;
            SuspendIfIdle();
        }
    }

    /// <summary>Suspends the run if nothing else of it is at work.</summary>
    public bool TrySuspend(DateTimeOffset? due)
    {
        lock (_gate)
        {
            if (!canYield || _active != 1)
            {
                return false;
            }

            _active = 0;
            _dues.Add(due);
            SuspendIfIdle();
            return true;
        }
    }

    /// <summary>Waits until an instant, a nudge, or the suspension of the run.</summary>
    /// <exception cref="SuspendedException">All frames wait.</exception>
    public async ValueTask WaitAsync(DateTimeOffset? due, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Task nudged;
        lock (_gate)
        {
            nudged = _nudge.Task;
            _active--;
            _dues.Add(due);
            SuspendIfIdle();
        }

        try
        {
            using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var left = due is { } until && until - clock.GetUtcNow() < atMost ? until - clock.GetUtcNow() : atMost;
            var timer = Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, clock, ended.Token);
            await Task.WhenAny(timer, nudged, _suspended.Task).ConfigureAwait(false);
            await ended.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (_gate)
            {
                if (!IsSuspended)
                {
                    _active++;
                    _dues.Remove(due);
                }
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (IsSuspended)
        {
            throw new SuspendedException();
        }
    }

    /// <summary>Lets all that wait look around.</summary>
    public void Nudge()
    {
        TaskCompletionSource nudge;
        lock (_gate)
        {
            nudge = _nudge;
            _nudge = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        nudge.TrySetResult();
    }

    private void SuspendIfIdle()
    {
        if (canYield && _active == 0 && !IsSuspended)
        {
            IsSuspended = true;
            Due = _dues.Where(static it => it is not null).DefaultIfEmpty(null).Min();
            _suspended.TrySetResult();
        }
    }
}
