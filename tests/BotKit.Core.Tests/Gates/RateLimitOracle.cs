using System.Numerics;

namespace BotKit.Core.Tests.Gates;

/// <summary>The rate limits as their definitions say, from the list of all grants: slow and plain.</summary>
internal sealed class RateLimitOracle(BotRateLimitKind kind, int permits, long window, int segments, long origin)
{
    private readonly List<long> _grants = [];
    private readonly long _origin = origin;
    private BigInteger _missing;
    private long _refilled = origin;

    public bool TryAcquire(long now)
    {
        var granted = kind switch
        {
            BotRateLimitKind.FixedWindow => InWindowOf(now) < permits,
            BotRateLimitKind.SlidingWindow => InLastSegments(now) < permits,
            _ => TakeToken(now),
        };
        if (granted)
        {
            _grants.Add(now);
        }

        return granted;
    }

    private int InWindowOf(long now) => _grants.Count(grant => (grant - _origin) / window == (now - _origin) / window);

    private int InLastSegments(long now)
    {
        var length = (window + segments - 1) / segments;
        return _grants.Count(grant => ((now - _origin) / length) - ((grant - _origin) / length) <= segments);
    }

    private bool TakeToken(long now)
    {
        _missing = BigInteger.Max(0, _missing - ((BigInteger)(now - _refilled) * permits));
        _refilled = now;
        if (((BigInteger)permits * window) - _missing < window)
        {
            return false;
        }

        _missing += window;
        return true;
    }
}
