using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Testing;

/// <summary>A timer whose due time is known. Like a real one it runs its callback in the context in which it was made.</summary>
internal sealed class TestTimer(BotTestClock clock, TimerCallback callback, object? state) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private ITimer? _inner;
    private TimeSpan _period = Timeout.InfiniteTimeSpan;

    public TestTimerKind Kind { get; } = KindOf(state);

    /// <summary>By the clock's timestamps. Guarded by the clock.</summary>
    public long Due { get; set; }

    public void Attach(ITimer inner) => _inner = inner;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _period = period;
        if (dueTime == Timeout.InfiniteTimeSpan)
        {
            clock.Disarm(this);
            return _inner!.Change(dueTime, period);
        }

        long now;
        bool isChanged;
        do
        {
            now = clock.Arm(this, dueTime);
            isChanged = _inner!.Change(dueTime, period);
        }
        while (isChanged && dueTime > TimeSpan.Zero && clock.HasMoved(this, now, dueTime));
        return isChanged;
    }

    public void Fire()
    {
        clock.Fired(this, _period);
        if (_context is null)
        {
            callback(state);
        }
        else
        {
            ExecutionContext.Run(_context, static timer => ((TestTimer)timer!).Call(), this);
        }
    }

    public void Dispose()
    {
        clock.Disarm(this);
        _inner!.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);

    private static TestTimerKind KindOf(object? state) => state switch
    {
        ClockWait { IsPoll: true } => TestTimerKind.Poll,
        ClockWait => TestTimerKind.Due,
        CancellationTokenSource or BotRun or DeadlineWatch => TestTimerKind.Timeout,
        // Task.Delay makes one of its own kind of task; so does Task.WaitAsync, which gives up when the timer fires.
        Task task => task.GetType().Name.StartsWith("Delay", StringComparison.Ordinal) ? TestTimerKind.Delay : TestTimerKind.Timeout,
        _ => TestTimerKind.Other,
    };
}
