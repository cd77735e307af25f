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

    // Only the blocks of buckets that are in use: most minutes of a bot need one or two.
    private const int Block = 8;

    private int _first;
    private long[] _counts = [];

    /// <summary>How many durations were counted.</summary>
    public long Count { get; private set; }

    /// <summary>Their sum.</summary>
    public TimeSpan Sum { get; private set; }

    /// <summary>Counts a duration.</summary>
    /// <param name="duration">The duration; a negative one counts as zero.</param>
    public void Add(TimeSpan duration)
    {
        Bucket(IndexOf(duration))++;
        Count++;
        Sum += duration > TimeSpan.Zero ? duration : TimeSpan.Zero;
    }

    /// <summary>Adds another histogram to this one.</summary>
    /// <param name="other">The other one.</param>
    public void Add(LatencyHistogram other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var i = 0; i < other._counts.Length; i++)
        {
            if (other._counts[i] > 0)
            {
                Bucket(other._first + i) += other._counts[i];
            }
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
        for (var i = 0; i < _counts.Length; i++)
        {
            rank -= _counts[i];
            if (rank <= 0)
            {
                return UpperBound(_first + i);
            }
        }

        return TimeSpan.Zero;
    }

    /// <summary>Its buckets, count and sum in a compact form that <see cref="FromBytes"/> reads.</summary>
    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write7BitEncodedInt64(Count);
        writer.Write7BitEncodedInt64(Sum.Ticks);
        for (var i = 0; i < _counts.Length; i++)
        {
            if (_counts[i] > 0)
            {
                writer.Write((byte)(_first + i));
                writer.Write7BitEncodedInt64(_counts[i]);
            }
        }

        writer.Flush();
        return stream.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote.</summary>
    /// <param name="bytes">The bytes; none at all are an empty histogram.</param>
    /// <exception cref="EndOfStreamException">They end too early.</exception>
    public static LatencyHistogram FromBytes(byte[] bytes)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        var histogram = new LatencyHistogram();
        if (bytes.Length == 0)
        {
            return histogram;
        }

        using var stream = new MemoryStream(bytes, writable: false);
        using var reader = new BinaryReader(stream);
        histogram.Count = reader.Read7BitEncodedInt64();
        histogram.Sum = new TimeSpan(reader.Read7BitEncodedInt64());
        while (stream.Position < stream.Length)
        {
            histogram.Bucket(Math.Min((int)reader.ReadByte(), BucketCount - 1)) += reader.Read7BitEncodedInt64();
        }

        return histogram;
    }

    private ref long Bucket(int index)
    {
        if ((uint)(index - _first) >= (uint)_counts.Length)
        {
            Cover(index);
        }

        return ref _counts[index - _first];
    }

    private void Cover(int index)
    {
        var block = index - (index % Block);
        var first = _counts.Length == 0 ? block : Math.Min(_first, block);
        var end = Math.Max(_first + _counts.Length, block + Block);
        var counts = new long[end - first];
        _counts.CopyTo(counts, _counts.Length == 0 ? 0 : _first - first);
        _first = first;
        _counts = counts;
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
