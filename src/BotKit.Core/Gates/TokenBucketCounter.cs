namespace BotKit.Gates;

/// <summary>
/// A bucket that refills evenly. What is missing from it is counted in parts of a token, one part per permit and tick, of
/// which a token has as many as the window has ticks: whole numbers, so nothing is ever rounded away.
/// </summary>
internal sealed class TokenBucketCounter : RateCounter
{
    private readonly ulong _token;
    private ulong _permits;
    private UInt128 _mostMissing;
    private UInt128 _missing;
    private long _refilledAt;

    public TokenBucketCounter(int permits, long window, long now)
    {
        _token = (ulong)window;
        _refilledAt = now;
        SetPermits(permits);
    }

    public override bool TryTake(long now, out long availableAt)
    {
        Refill(now);
        if (_missing > _mostMissing)
        {
            var wait = (_missing - _mostMissing + _permits - 1) / _permits;
            availableAt = _refilledAt + (long)wait;
            return false;
        }

        _missing += _token;
        availableAt = _refilledAt;
        return true;
    }

    public override int Left(long now)
    {
        Refill(now);
        return _missing > _mostMissing ? 0 : (int)((_mostMissing - _missing) / _token) + 1;
    }

    public override void Resize(int permits, long now)
    {
        Refill(now);
        SetPermits(permits);
        _missing = UInt128.Min(_missing, _mostMissing + _token);
    }

    private void SetPermits(int permits)
    {
        _permits = (ulong)permits;
        _mostMissing = Math.BigMul(_permits - 1, _token);
    }

    private void Refill(long now)
    {
        // Threads read the clock before they take the lock, so a later one may come first.
        if (now <= _refilledAt)
        {
            return;
        }

        var refill = Math.BigMul((ulong)(now - _refilledAt), _permits);
        _missing = refill < _missing ? _missing - refill : UInt128.Zero;
        _refilledAt = now;
    }
}
