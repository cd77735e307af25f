using F23.StringSimilarity;

namespace BotKit.Handlers.Leads;

/// <summary>Compares two different values of a column. It remembers what it compared; each thread has its own.</summary>
internal sealed class ValueComparer(ComparedColumn column)
{
    private const double Close = .92;
    private const double Similar = .82;
    private const double Rounding = 1e-6;
    private const int MaxRememberedValues = 3000;
    private const int MaxRemembered = 100_000;

    private readonly JaroWinkler _texts = new();
    private readonly OptimalStringAlignment _digits = new();
    private readonly Dictionary<long, byte>? _remembered = column.DistinctCount <= MaxRememberedValues ? [] : null;

    public int Compare(int one, int other)
    {
        if (one < 0 || other < 0)
        {
            return Agreement.Unknown;
        }

        if (one == other)
        {
            return Agreement.Exact;
        }

        if (_remembered is null)
        {
            return Compare(column.ValueOf(one), column.ValueOf(other));
        }

        var key = one < other ? ((long)one << 32) | (uint)other : ((long)other << 32) | (uint)one;
        if (_remembered.TryGetValue(key, out var level))
        {
            return level;
        }

        if (_remembered.Count == MaxRemembered)
        {
            _remembered.Clear();
        }

        return _remembered[key] = (byte)Compare(column.ValueOf(one), column.ValueOf(other));
    }

    private int Compare(string one, string other)
    {
        if (column.Kind == ColumnKind.Text)
        {
            return (CommonLetters.MaxJaroWinkler(one, other) < Similar - Rounding ? 0 : _texts.Similarity(one, other)) switch
            {
                >= Close => Agreement.Close,
                >= Similar => Agreement.Similar,
                _ => IsWithin(one, other) ? Agreement.Similar : Agreement.Different,
            };
        }

        // A slip in three digits makes another number; in eight it does not.
        var longest = Math.Max(one.Length, other.Length);
        if (CommonLetters.MinDistance(one, other) > 2)
        {
            return Agreement.Different;
        }

        return _digits.Distance(one, other) switch
        {
            <= 1 when longest >= 4 => Agreement.Close,
            <= 2 when longest >= 6 => Agreement.Similar,
            <= 1 => Agreement.Similar,
            _ => Agreement.Different,
        };
    }

    /// <summary>Whether all words of the shorter text are in the longer one: <c>acme</c> and <c>acme gmbh</c>.</summary>
    private static bool IsWithin(string one, string other)
    {
        var (shorter, longer) = one.Length <= other.Length ? (one, other) : (other, one);
        if (shorter.Length < 4 || !longer.Contains(' '))
        {
            return false;
        }

        foreach (var part in shorter.AsSpan().Split(' '))
        {
            if (!HasWord(longer, shorter.AsSpan(part)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HasWord(string text, ReadOnlySpan<char> word)
    {
        foreach (var part in text.AsSpan().Split(' '))
        {
            if (text.AsSpan(part).SequenceEqual(word))
            {
                return true;
            }
        }

        return false;
    }
}
