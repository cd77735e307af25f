namespace BotKit.Gates;

/// <summary>So many permits in each window; windows follow each other without a gap from the first on.</summary>
internal sealed class FixedWindowCounter(int permits, long window, long now) : RateCounter
{
    private int _permits = permits;
    private int _used;
    private long _windowEnd = now + window;

    public override bool TryTake(long now, out long availableAt)
    {
        if (now >= _windowEnd)
        {
            _windowEnd += (((now - _windowEnd) / window) + 1) * window;
            _used = 0;
        }

        availableAt = _windowEnd;
        if (_used >= _permits)
        {
            return false;
        }

        _used++;
        return true;
    }

    public override void Resize(int permits, long now) => _permits = permits;
}
