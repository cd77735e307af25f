namespace BotKit.Execution;

/// <summary>A wait with an end by the clock. It is a timer's state, by which a test's clock sees what the timer is for.</summary>
internal sealed class ClockWait : TaskCompletionSource
{
    private ClockWait(bool isPoll) => IsPoll = isPoll;

    /// <summary>Whether nothing is known to be due at its end: somebody only looks again, in case nobody told.</summary>
    public bool IsPoll { get; }

    /// <summary>Waits until something is due.</summary>
    public static Task UntilDueAsync(TimeSpan due, TimeProvider clock, CancellationToken cancellationToken)
        => WaitAsync(task: null, due, isPoll: false, clock, cancellationToken);

    /// <summary>Waits for a task, but not longer than until something is due.</summary>
    public static Task UntilDueAsync(Task task, TimeSpan due, TimeProvider clock, CancellationToken cancellationToken)
        => WaitAsync(task, due, isPoll: false, clock, cancellationToken);

    /// <summary>Waits until it is time to look again.</summary>
    public static Task PollAsync(TimeSpan every, TimeProvider clock, CancellationToken cancellationToken)
        => WaitAsync(task: null, every, isPoll: true, clock, cancellationToken);

    /// <summary>Waits for a task, and looks again after a while.</summary>
    public static Task PollAsync(Task task, TimeSpan every, TimeProvider clock, CancellationToken cancellationToken)
        => WaitAsync(task, every, isPoll: true, clock, cancellationToken);

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
