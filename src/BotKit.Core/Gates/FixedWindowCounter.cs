namespace BotKit.Gates;

/// <summary>So many permits in each window; windows follow each other without a gap from the first on.</summary>
internal sealed class FixedWindowCounter(int permits, long window, long now) : RateCounter
{
    private int _permits = permits;
    private int _used;
    private long _windowEnd = now + window;

    public override bool TryTake(long now, out long availableAt)
    {
        MoveTo(now);
        availableAt = _windowEnd;
        if (_used >= _permits)
        {
            return false;
        }

        _used++;
        return true;
    }

    public override int Left(long now)
    {
        MoveTo(now);
        return Math.Max(_permits - _used, 0);
    }

    public override void Resize(int permits, long now) => _permits = permits;

    private void MoveTo(long now)
    {
        if (now >= _windowEnd)
        {
            _windowEnd += (((now - _windowEnd) / window) + 1) * window;
            _used = 0;
        }
    }
}
