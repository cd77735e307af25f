using System.Buffers.Binary;
using System.Security.Cryptography;

namespace BotKit.Handlers.Analytics;

/// <summary>
/// 64 bits that stand for a text. Two of ten million texts share theirs with a probability of 3 in a million, and nobody can choose such
/// texts, since each process has keys of its own.
/// </summary>
internal static class Fingerprint
{
    private static readonly ulong KeyOne = Key();
    private static readonly ulong KeyTwo = Key();

    public static ulong Of(ReadOnlySpan<byte> text)
    {
        var state = KeyOne ^ (ulong)text.Length;
        while (text.Length >= sizeof(ulong))
        {
            state = Mix(state ^ BinaryPrimitives.ReadUInt64LittleEndian(text), KeyTwo);
            text = text[sizeof(ulong)..];
        }

        var rest = 0UL;
        foreach (var octet in text)
        {
            rest = (rest << 8) | octet;
        }

        return Mix(Mix(state ^ rest, KeyTwo), KeyOne | 1);
    }

    private static ulong Mix(ulong one, ulong other)
    {
        var high = Math.BigMul(one, other, out var low);
        return high ^ low;
    }

    private static ulong Key() => BinaryPrimitives.ReadUInt64LittleEndian(RandomNumberGenerator.GetBytes(sizeof(ulong))) | 0x8000_0000_0000_0001;
}
