using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BotKit.Files;

/// <summary>
/// Ids of files: the microsecond in 56 bits, then 144 random ones, written in base 32 with the extended hexadecimal alphabet (RFC 4648,
/// section 7, lower case), whose order is that of the bits. So ids sort by time, and cannot be guessed by who knows the time.
/// </summary>
internal static class FileId
{
    public const int Length = 40;

    private const string Alphabet = "0123456789abcdefghijklmnopqrstuv";
    private const int Bits = 5;
    private const int TimeBytes = 7;
    private const int Bytes = Length * Bits / 8;
    private const long TicksPerUnit = TimeSpan.TicksPerMicrosecond;

    private static readonly SearchValues<char> Digits = SearchValues.Create(Alphabet);

    /// <param name="unit">Microseconds since 1970.</param>
    public static string Create(long unit)
    {
        Span<byte> bytes = stackalloc byte[Bytes + 1];
        BinaryPrimitives.WriteInt64BigEndian(bytes, unit);
        RandomNumberGenerator.Fill(bytes[(TimeBytes + 1)..]);
        return Encode(bytes[1..]);
    }

    public static long UnitOf(DateTimeOffset time) => Math.Max(0, (time - DateTimeOffset.UnixEpoch).Ticks / TicksPerUnit);

    /// <summary>When an id was made.</summary>
    public static DateTimeOffset TimeOf(string id)
    {
        var unit = 0L;
        // 56 bits are eleven digits and one bit of the next.
        for (var i = 0; i < 11; i++)
        {
            unit = (unit << Bits) | (uint)Alphabet.IndexOf(id[i], StringComparison.Ordinal);
        }

        unit = (unit << 1) | (uint)(Alphabet.IndexOf(id[11], StringComparison.Ordinal) >> 4);
        var max = (DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks / TicksPerUnit;
        return DateTimeOffset.UnixEpoch.AddTicks(Math.Min(unit, max) * TicksPerUnit);
    }

    public static bool IsWellFormed(ReadOnlySpan<char> id) => id.Length == Length && !id.ContainsAnyExcept(Digits);

    private static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> digits = stackalloc char[Length];
        var (held, count, next) = (0, 0, 0);
        foreach (var value in bytes)
        {
            held = (held << 8) | value;
            count += 8;
            while (count >= Bits)
            {
                count -= Bits;
                digits[next++] = Alphabet[(held >> count) & 31];
            }

            held &= (1 << count) - 1;
        }

        return new(digits);
    }
}
