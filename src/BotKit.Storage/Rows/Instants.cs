namespace BotKit.Storage.Rows;

/// <summary>Instants as they are stored: UTC milliseconds since 1970.</summary>
internal static class Instants
{
    public static long ToMilliseconds(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();

    public static long? ToMilliseconds(DateTimeOffset? instant) => instant?.ToUnixTimeMilliseconds();

    public static DateTimeOffset From(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>Minutes since year 1, as roll-ups count them.</summary>
    public static long MinuteOf(long milliseconds) => From(milliseconds).UtcTicks / TimeSpan.TicksPerMinute;

    /// <summary>The time in a UUID of version 7, in milliseconds.</summary>
    public static long OfId(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt64BigEndian(bytes) >> 16;
    }

    /// <summary>The order in which runs of a bot are claimed: each step of priority is worth 30 s of waiting.</summary>
    public static long Rank(long due, int priority) => due - (priority * 30_000L);

    /// <summary>When something is due that is submitted now.</summary>
    public static long Due(long now, DateTimeOffset? at, TimeSpan delay)
        => at is { } instant ? Math.Max(now, instant.ToUnixTimeMilliseconds())
            : delay > TimeSpan.Zero ? now + Math.Max(1, (long)Math.Ceiling(delay.TotalMilliseconds)) : now;
}
