namespace BotKit.Pipeline;

/// <summary>The time that a caller still waits for code that was told to stop; it begins with whoever tells it first.</summary>
internal struct GraceTimer
{
    private ITimer? _timer;

    public void Start(TimeProvider clock, TimeSpan grace, TimerCallback end, object run)
    {
        var timer = clock.CreateTimer(end, run, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        if (Interlocked.CompareExchange(ref _timer, timer, null) is null)
        {
            timer.Change(grace, Timeout.InfiniteTimeSpan);
        }
        else
        {
            timer.Dispose();
        }
    }

    public void Stop() => Interlocked.Exchange(ref _timer, null)?.Dispose();
}
