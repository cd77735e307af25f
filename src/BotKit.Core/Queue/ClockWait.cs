namespace BotKit.Queue;

/// <summary>A wait with an end by the clock. It is a timer's state, by which a test's clock sees what the timer is for.</summary>
internal sealed class ClockWait : TaskCompletionSource
{
    private ClockWait(bool isPoll) => IsPoll = isPoll;

    /// <summary>Whether nothing is known to be due at its end: somebody only looks again, in case nobody told.</summary>
    public bool IsPoll { get; }

    /// <summary>Waits until something is due.</summary>
    /// <param name="due">How long.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public static Task UntilDueAsync(TimeSpan due, TimeProvider clock, CancellationToken cancellationToken)
        => WaitAsync(task: null, due, isPoll: false, clock, cancellationToken);

    /// <summary>Waits for a task, or until something is due, and looks again after a while.</summary>
    /// <param name="task">What to wait for; <see langword="null"/> when there is nothing.</param>
    /// <param name="due">How long until something is due; <see langword="null"/> when nothing is.</param>
    /// <param name="every">How long at most.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="cancellationToken">Ends it, without an exception.</param>
    public static async Task PollAsync(Task? task, TimeSpan? due, TimeSpan every, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (due is not { } known)
        {
            await WaitAsync(task, every, isPoll: true, clock, cancellationToken).ConfigureAwait(false);
        }
        else if (known <= every)
        {
            await WaitAsync(task, known, isPoll: false, clock, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            using var done = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var first = Task.WhenAny(
                WaitAsync(task, every, isPoll: true, clock, done.Token), WaitAsync(task: null, known, isPoll: false, clock, done.Token));
            await first.ConfigureAwait(false);
            await done.CancelAsync().ConfigureAwait(false);
        }
    }

    private static async Task WaitAsync(Task? task, TimeSpan time, bool isPoll, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (task?.IsCompleted == true || cancellationToken.IsCancellationRequested)
        {
            return;
        }

        var wait = new ClockWait(isPoll);
        var timer = clock.CreateTimer(static wait => ((ClockWait)wait!).TrySetResult(), wait, time, Timeout.InfiniteTimeSpan);
        await using (timer.ConfigureAwait(false))
        {
            // Who cancels does not go on in here; the clock does, as with a delay.
            using var canceled = cancellationToken.UnsafeRegister(
                static wait => ThreadPool.UnsafeQueueUserWorkItem(static wait => wait.TrySetResult(), (ClockWait)wait!, preferLocal: false), wait);
            await (task is null ? wait.Task : Task.WhenAny(task, wait.Task)).ConfigureAwait(false);
        }
    }
}
