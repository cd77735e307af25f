namespace BotKit.Ledger;

/// <summary>Says which payloads of a bot are measured, and how large the others are assumed to be.</summary>
internal sealed class PayloadSampler
{
    private const uint FirstRows = 8;
    private const uint OneIn = 256;

    private readonly long[] _recent = new long[4];
    private uint _seen;
    private uint _measured;
    private long _assumed;

    /// <summary>The largest of the last four samples.</summary>
    public long Assumed => Interlocked.Read(ref _assumed);

    /// <summary>Whether the payload at hand is a sample. Two threads may count as one here: it only picks another sample.</summary>
    public bool IsDue()
    {
        var seen = _seen++;
        return seen < FirstRows || seen % OneIn == 0;
    }

    public void Learn(long bytes)
    {
        lock (_recent)
        {
            _recent[_measured++ % (uint)_recent.Length] = bytes;
            Interlocked.Exchange(ref _assumed, _recent.Max());
        }
    }
}
