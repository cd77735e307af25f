namespace BotKit.Gates;

/// <summary>
/// Never more than so many permits in any span of one window. The segment in progress counts beside the full window before
/// it: without that, the end of one segment and the start of another could hold twice the permits within a window.
/// </summary>
internal sealed class SlidingWindowCounter : RateCounter
{
    private readonly int[] _taken;
    private readonly long _segment;
    private int _permits;
    private int _used;
    private int _current;
    private long _segmentEnd;

    public SlidingWindowCounter(int permits, long window, int segments, long now)
    {
        _permits = permits;
        _taken = new int[segments + 1];
        _segment = (window + segments - 1) / segments;
        _segmentEnd = now + _segment;
    }

    public override bool TryTake(long now, out long availableAt)
    {
        MoveTo(now);
        if (_used >= _permits)
        {
            availableAt = NextRelease();
            return false;
        }

        _taken[_current]++;
        _used++;
        availableAt = now;
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
        if (now < _segmentEnd)
        {
            return;
        }

        var steps = ((now - _segmentEnd) / _segment) + 1;
        _segmentEnd += steps * _segment;
        for (var left = Math.Min(steps, _taken.Length); left > 0; left--)
        {
            _current = After(_current);
            _used -= _taken[_current];
            _taken[_current] = 0;
        }
    }

    private long NextRelease()
    {
        var segment = After(_current);
        var used = _used - _taken[segment];
        var release = _segmentEnd;
        while (used >= _permits)
        {
            segment = After(segment);
            used -= _taken[segment];
            release += _segment;
        }

        return release;
    }

    private int After(int segment) => segment + 1 == _taken.Length ? 0 : segment + 1;
}
