namespace BotKit.Testing;

/// <summary>Moves a clock from timer to timer, so that everything happens at its time and in its order.</summary>
internal sealed class TimeTravel(BotTestClock clock, RunFlow flow)
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly Stillness _stillness = new(clock, flow);

    /// <summary>For how long, in real time, nothing may happen before a timeout is let pass.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Moves the clock by so much. It does not stop for those who only look whether there is something to do.</summary>
    public async Task AdvanceAsync(TimeSpan delta)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delta, TimeSpan.Zero);
        var target = clock.GetTimestamp() + delta.Ticks;
        await _stillness.ReachAsync(isThorough: true).ConfigureAwait(false);
        while (clock.Next(static kind => kind != TestTimerKind.Poll) is { } next && next.Due <= target)
        {
            await HopAsync(next.Due, isThorough: true).ConfigureAwait(false);
        }

        MoveTo(target);
        await _stillness.ReachAsync(isThorough: true).ConfigureAwait(false);
    }

    /// <summary>Moves the clock on while a task waits for it.</summary>
    public async Task UntilAsync(Task task)
    {
        await _stillness.ReachAsync().ConfigureAwait(false);
        while (!task.IsCompleted)
        {
            if (clock.Next() is { Kind: TestTimerKind.Delay or TestTimerKind.Other } next && clock.Next(static kind => kind == TestTimerKind.Delay) is not null)
            {
                await HopAsync(next.Due, next.Kind == TestTimerKind.Timeout).ConfigureAwait(false);
            }
            else if (await IsStuckAsync(task).ConfigureAwait(false))
            {
                await PassTimeoutAsync(task).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Nobody waits for time to pass. What the task waits for may be work that goes on in real time, which a timeout must not
    /// end; only when nothing has happened for a while the timeout is what the task waits for.
    /// </summary>
    private async Task<bool> IsStuckAsync(Task task)
    {
        var changes = clock.Changes;
        for (var waited = TimeSpan.Zero; waited < Patience; waited += Glance)
        {
            await Task.WhenAny(task, Task.Delay(Glance, TimeProvider.System)).ConfigureAwait(false);
            if (task.IsCompleted || clock.Changes != changes)
            {
                return false;
            }
        }

        return true;
    }

    private async Task PassTimeoutAsync(Task task)
    {
        var timeout = (clock.Next(static kind => kind is TestTimerKind.Timeout or TestTimerKind.Due or TestTimerKind.Poll) ?? clock.Next())?.Due;
        while (!task.IsCompleted && clock.Next() is { } next && next.Due <= timeout)
        {
            await HopAsync(next.Due, next.Kind == TestTimerKind.Timeout).ConfigureAwait(false);
        }
    }

    private Task HopAsync(long due, bool isThorough)
    {
        MoveTo(due);
        return _stillness.ReachAsync(isThorough);
    }

    /// <summary>Without the test's own synchronization context, what a timer sets going goes on in here.</summary>
    private void MoveTo(long timestamp)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            clock.Advance(TimeSpan.FromTicks(Math.Max(0, timestamp - clock.GetTimestamp())));
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
