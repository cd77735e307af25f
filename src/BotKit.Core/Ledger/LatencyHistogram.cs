using System.Numerics;

namespace BotKit.Ledger;

/// <summary>
/// Durations counted in buckets that grow by a quarter of a power of two, from 1 µs to 12 days, so that a percentile is
/// off by at most 25 %. It can be added up, and is not safe for concurrent writers.
/// </summary>
public sealed class LatencyHistogram
{
    private const int SubBuckets = 4;
    private const int BucketCount = 40 * SubBuckets;

    private readonly long[] _counts = new long[BucketCount];

    /// <summary>How many durations were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public TimeSpan Sum { get; private set; }

    /// <summary>Counts a duration.</summary>
    /// <param name="duration">The duration; a negative one counts as zero.</param>
    public void Add(TimeSpan duration)
    {
        _counts[IndexOf(duration)]++;
        Count++;
        Sum += duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
    }

    /// <summary>Adds another histogram to this one.</summary>
    /// <param name="other">The other one.</param>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < BucketCount; i++)
        {
            _counts[i] += other._counts[i];
        }

        Count += other.Count;
        Sum += other.Sum;
    }

    /// <summary>The duration that a share of all durations does not exceed (the upper bound of its bucket, nearest-rank method).</summary>
    /// <param name="share">The share, above 0 and up to 1: 0.95 for the 95th percentile.</param>
    /// <returns>The duration; zero when nothing was counted.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="share"/> is not above 0 and up to 1.</exception>
    public TimeSpan Percentile(double share)
    {
        if (share is not (> 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(share), share, "A share is above 0 and up to 1.");
        }

        var rank = (long)Math.Ceiling(share * Count);
        for (var i = 0; i < BucketCount && rank > 0; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
            {
                return UpperBound(i);
            }
        }

        return TimeSpan.Zero;
    }

    private static int IndexOf(TimeSpan duration)
    {
        var micros = (ulong)Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);
        if (micros < SubBuckets)
        {
            return (int)micros;
        }

        var exponent = BitOperations.Log2(micros);
        var sub = (int)(micros >> (exponent - 2)) & (SubBuckets - 1);
        return Math.Min(((exponent - 1) * SubBuckets) + sub, BucketCount - 1);
    }

    private static TimeSpan UpperBound(int index)
    {
        if (index < SubBuckets)
        {
            return TimeSpan.FromMicroseconds(index + 1);
        }

        var exponent = (index / SubBuckets) + 1;
        var sub = index % SubBuckets;
        return TimeSpan.FromMicroseconds((SubBuckets + sub + 1L) << (exponent - 2));
    }
}
