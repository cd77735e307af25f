using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BotKit.Diagnostics;

/// <summary>
/// Makes UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of Unix milliseconds, then random bits. The random bits come
/// from the system's generator, many at a time, because asking it for each id costs more than the rest of an id.
/// </summary>
internal static class ExecutionIds
{
    private const int RandomBytesPerId = 10;
    private const int IdsPerFill = 128;

    [ThreadStatic]
    private static byte[]? _random;

    [ThreadStatic]
    private static int _used;

    public static Guid Create(DateTimeOffset now)
    {
        var random = _random;
        if (random is null || _used == random.Length)
        {
            random = _random ??= GC.AllocateUninitializedArray<byte>(RandomBytesPerId * IdsPerFill);
            RandomNumberGenerator.Fill(random);
            _used = 0;
        }

        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, now.ToUnixTimeMilliseconds() << 16);
        random.AsSpan(_used, RandomBytesPerId).CopyTo(bytes[6..]);
        _used += RandomBytesPerId;
        bytes[6] = (byte)(0x70 | (bytes[6] & 0x0F));
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
