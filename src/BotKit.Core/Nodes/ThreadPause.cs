namespace BotKit.Nodes;

/// <summary>
/// Lets a thread of its own wait. With the system's clock it needs no timer, whose callback would wait for the thread pool.
/// </summary>
internal sealed class ThreadPause : IDisposable
{
    private readonly TimeProvider _clock;
    private readonly AutoResetEvent _wake = new(false);
    private readonly ITimer? _timer;

    public ThreadPause(TimeProvider clock)
    {
        _clock = clock;
        if (!ReferenceEquals(clock, TimeProvider.System))
        {
            _timer = clock.CreateTimer(static wake => ((AutoResetEvent)wake!).Set(), _wake, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Waits until the time has passed by the clock, or until it is woken.</summary>
    public void Wait(TimeSpan time)
    {
        var start = _clock.GetTimestamp();
        _timer?.Change(time, Timeout.InfiniteTimeSpan);
        for (var left = time; left > TimeSpan.Zero; left = time - _clock.GetElapsedTime(start))
        {
            // Rounded up, since the wait takes whole milliseconds.
            if (_wake.WaitOne(TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds))))
            {
                return;
            }
        }
    }

    public void Wake() => _wake.Set();

    public void Dispose()
    {
        _timer?.Dispose();
        _wake.Dispose();
    }
}
