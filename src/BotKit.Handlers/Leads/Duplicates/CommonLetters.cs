namespace BotKit.Handlers.Leads;

/// <summary>What the letters that two texts share say about how like they can be at most; most pairs need no closer look.</summary>
internal static class CommonLetters
{
    private const int Letters = 128;

    /// <summary>No Jaro-Winkler similarity of the two is above this: each letter of a common prefix, however long, weighs .1, or less in long texts.</summary>
    public static double MaxJaroWinkler(string one, string other)
    {
        var common = Count(one, other);
        if (common == 0)
        {
            return 0;
        }

        var jaro = ((double)common / one.Length + (double)common / other.Length + 1) / 3;
        var prefix = one.AsSpan().CommonPrefixLength(other);
        return jaro + prefix * Math.Min(.1, 1d / Math.Max(one.Length, other.Length)) * (1 - jaro);
    }

    /// <summary>No edit distance of the two, swaps of neighbours counting once, is below this.</summary>
    public static int MinDistance(string one, string other) => Math.Max(one.Length, other.Length) - Count(one, other);

    /// <summary>How many letters of one text find one of their own in the other; letters beyond ASCII may find a wrong one.</summary>
    private static int Count(string one, string other)
    {
        Span<sbyte> counts = stackalloc sbyte[Letters];
        counts.Clear();
        foreach (var letter in one)
        {
            counts[letter % Letters]++;
        }

        var common = 0;
        foreach (var letter in other)
        {
            if (counts[letter % Letters]-- > 0)
            {
                common++;
            }
        }

        return common;
    }
}
