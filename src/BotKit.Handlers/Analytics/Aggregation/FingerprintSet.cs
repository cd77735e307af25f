namespace BotKit.Handlers.Analytics;

/// <summary>Counts different values by their fingerprints, in little memory: one open table of 64-bit numbers.</summary>
internal sealed class FingerprintSet
{
    private ulong[] _slots = new ulong[4];
    private ulong _last;

    public int Count { get; private set; }

    /// <returns>Whether it was not there before.</returns>
    public bool Add(ulong fingerprint)
    {
        // Zero marks a free slot.
        var value = fingerprint == 0 ? 1 : fingerprint;
        // Rows of one customer or order often lie side by side.
        if (value == _last || !Place(_slots, _last = value))
        {
            return false;
        }

        if (++Count * 4 > _slots.Length * 3)
        {
            Grow();
        }

        return true;
    }

    private void Grow()
    {
        var larger = new ulong[_slots.Length * 2];
        foreach (var value in _slots)
        {
            if (value != 0)
            {
                Place(larger, value);
            }
        }

        _slots = larger;
    }

    private static bool Place(ulong[] slots, ulong value)
    {
        var mask = slots.Length - 1;
        for (var at = (int)value & mask; ; at = (at + 1) & mask)
        {
            if (slots[at] == value)
            {
                return false;
            }

            if (slots[at] == 0)
            {
                slots[at] = value;
                return true;
            }
        }
    }
}
