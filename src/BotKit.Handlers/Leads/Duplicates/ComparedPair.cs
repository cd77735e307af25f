namespace BotKit.Handlers.Leads;

/// <summary>Two rows, and how their columns agree, as digits of base <see cref="Agreement.Count"/>.</summary>
internal readonly record struct ComparedPair(int One, int Other, ulong Pattern)
{
    public static ulong Encode(ReadOnlySpan<byte> levels)
    {
        var pattern = 0ul;
        for (var column = levels.Length - 1; column >= 0; column--)
        {
            pattern = pattern * Agreement.Count + levels[column];
        }

        return pattern;
    }

    public static void Decode(ulong pattern, Span<byte> levels)
    {
        for (var column = 0; column < levels.Length; column++)
        {
            (pattern, var level) = Math.DivRem(pattern, Agreement.Count);
            levels[column] = (byte)level;
        }
    }
}
