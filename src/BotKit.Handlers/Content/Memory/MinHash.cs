using System.Runtime.InteropServices;

namespace BotKit.Handlers.Content;

/// <summary>
/// A short mark of a text, from which one can tell how much two texts share: A. Z. Broder, On the resemblance and containment of documents
/// (1997). The text is taken as the set of its runs of three words.
/// </summary>
internal static class MinHash
{
    /// <summary>How many smallest values a mark has; the estimate is good to about .04.</summary>
    public const int Size = 128;

    private const int RunLength = 3;

    public static uint[] Of(string text)
    {
        var words = TextWords.Of(text).Select(static word => word.Word.ToLowerInvariant()).ToArray();
        var mark = new uint[Size];
        Array.Fill(mark, uint.MaxValue);
        for (var at = 0; at == 0 || at + RunLength <= words.Length; at++)
        {
            var run = HashOf(words.AsSpan(at, Math.Min(RunLength, words.Length - at)));
            var seed = 0UL;
            for (var slot = 0; slot < Size; slot++)
            {
                seed += 0x9E3779B97F4A7C15;
                mark[slot] = Math.Min(mark[slot], (uint)(Mix(run ^ seed) >> 32));
            }
        }

        return mark;
    }

    /// <summary>How much two texts share, 0 to 1.</summary>
    public static double Similarity(ReadOnlySpan<uint> one, ReadOnlySpan<uint> other)
    {
        var equal = 0;
        for (var slot = 0; slot < Size; slot++)
        {
            equal += one[slot] == other[slot] ? 1 : 0;
        }

        return (double)equal / Size;
    }

    public static byte[] ToBytes(uint[] mark) => MemoryMarshal.AsBytes<uint>(mark).ToArray();

    public static uint[]? FromBytes(byte[] bytes) => bytes.Length == Size * sizeof(uint) ? MemoryMarshal.Cast<byte, uint>(bytes).ToArray() : null;

    private static ulong HashOf(ReadOnlySpan<string> words)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var word in words)
        {
            foreach (var letter in word)
            {
                hash = (hash ^ letter) * 0x100000001B3;
            }

            hash = (hash ^ ' ') * 0x100000001B3;
        }

        return hash;
    }

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
