using System.Runtime.InteropServices;

namespace BotKit.Scheduling.Schedules;

/// <summary>By how much a run is put off. It follows from schedule and instant alone, on every node and in every version.</summary>
internal static class Jitter
{
    private const ulong Offset = 14_695_981_039_346_656_037;
    private const ulong Prime = 1_099_511_628_211;

    /// <remarks>FNV-1a over the id's UTF-16 code units and the instant's Unix milliseconds, lowest byte first, then the finalizer of MurmurHash3, since FNV alone leaves its upper bits alike.</remarks>
    public static TimeSpan Of(string schedule, DateTimeOffset instant, TimeSpan longest)
    {
        if (longest <= TimeSpan.Zero)
        {
            return TimeSpan.Zero;
        }

        var hash = Offset;
        foreach (var unit in schedule)
        {
            hash = (hash ^ (byte)unit) * Prime;
            hash = (hash ^ (byte)(unit >> 8)) * Prime;
        }

        var milliseconds = instant.ToUnixTimeMilliseconds();
        foreach (var part in MemoryMarshal.AsBytes(new ReadOnlySpan<long>(in milliseconds)))
        {
            hash = (hash ^ part) * Prime;
        }

        hash ^= hash >> 33;
        hash *= 0xff51afd7ed558ccd;
        hash ^= hash >> 33;
        hash *= 0xc4ceb9fe1a85ec53;
        hash ^= hash >> 33;
        return TimeSpan.FromMilliseconds((long)(hash % ((ulong)longest.TotalMilliseconds + 1)));
    }
}
