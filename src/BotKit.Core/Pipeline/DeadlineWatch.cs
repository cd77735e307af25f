using BotKit.Gates;

namespace BotKit.Pipeline;

/// <summary>
/// Fires the tokens of a bot's runs at their deadlines, with one timer for all of them: to set and stop a timer for each
/// run costs more than all its other guard rails, and nearly every run ends long before its deadline.
/// </summary>
internal sealed class DeadlineWatch(RunningRuns running, TimeProvider clock)
{
    private const long Never = long.MaxValue;

    private static readonly TimeSpan Soonest = TimeSpan.FromMilliseconds(1);

    private readonly Lock _lock = new();
    private readonly MonotonicClock _clock = new(clock);
    private ITimer? _timer;
    private long _due = Never;

    /// <summary>Watches a run that is among the running ones until it is so no more.</summary>
    /// <param name="run">The run.</param>
    /// <param name="deadline">By the clock's timestamps.</param>
    public void Watch(CancelableRun run, long deadline)
    {
        // Either this sees that the timer has fired, or the timer sees the deadline: the timer pays for the barrier of both.
        run.Deadline = deadline;
        if (deadline < Volatile.Read(ref _due))
        {
            Arm(deadline);
        }
    }

    /// <summary>Stops the timer if nobody waits for it. On the system's clock it is left alone: that is what makes it cheap.</summary>
    public void Release()
    {
        if (clock != TimeProvider.System && !running.AwaitDeadlines)
        {
            lock (_lock)
            {
                _due = Never;
                _timer?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            // A run that began meanwhile may have counted on the timer.
            Interlocked.MemoryBarrierProcessWide();
            if (running.AwaitDeadlines)
            {
                Fire();
            }
        }
    }

    private void Arm(long deadline)
    {
        lock (_lock)
        {
            if (deadline < _due)
            {
                _due = deadline;
                var left = _clock.ToTimeSpan(deadline - _clock.Now);
                _timer ??= CreateTimer();
                _timer.Change(left > Soonest ? left : Soonest, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private ITimer CreateTimer()
    {
        // It outlives the run that comes first: nothing that is ambient there shall flow into it.
        using AsyncFlowControl? unflowed = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        return clock.CreateTimer(static watch => ((DeadlineWatch)watch!).Fire(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private void Fire()
    {
        Volatile.Write(ref _due, Never);
        Interlocked.MemoryBarrierProcessWide();
        var now = _clock.Now;
        var late = running.ClaimLate(now, out var next);
        if (next != Never)
        {
            Arm(next);
        }

        for (var i = 1; i < late.Count; i++)
        {
            // What one run does when its token fires shall not keep the others waiting.
            ThreadPool.UnsafeQueueUserWorkItem(static run => run.FireToken(), late[i], preferLocal: false);
        }

        if (late.Count > 0)
        {
            late[0].FireToken();
        }
    }
}
