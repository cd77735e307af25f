namespace BotKit.Ledger;

/// <summary>
/// A queue bounded by items and bytes that drops its oldest items, and whose items keep their number while they are in it.
/// Not safe for concurrent use.
/// </summary>
internal sealed class Ring<T>(int maxItems, long maxBytes)
{
    private const int SmallestLength = 16;

    private Slot[] _slots = [];

    /// <summary>The number of the oldest item.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next item gets.</summary>
    public long Next { get; private set; }

    public long Bytes { get; private set; }

    public int Count => (int)(Next - First);

    public ref readonly T this[long number] => ref _slots[number & (_slots.Length - 1)].Item;

    /// <summary>Appends an item after dropping as many old ones as it needs room; the newest one is kept however large it is.</summary>
    public void Add(in T item, long bytes)
    {
        while (First < Next && (Count >= maxItems || Bytes + bytes > maxBytes))
        {
            DropOldest();
        }

        if (Count == _slots.Length)
        {
            Grow();
        }

        _slots[Next & (_slots.Length - 1)] = new Slot(item, bytes);
        Bytes += bytes;
        Next++;
    }

    /// <summary>Puts another item in the place of one that is in it; its bytes are left as they are.</summary>
    public void Replace(long number, T item)
    {
        ref var slot = ref _slots[number & (_slots.Length - 1)];
        slot = new Slot(item, slot.Bytes);
    }

    /// <summary>Whether one more item drops the oldest one, its bytes left aside.</summary>
    public bool IsFull => Count >= maxItems;

    public ref readonly T Oldest => ref this[First];

    public void DropOldest()
    {
        ref var slot = ref _slots[First & (_slots.Length - 1)];
        Bytes -= slot.Bytes;
        slot = default;
        First++;
    }

    private void Grow()
    {
        var larger = new Slot[Math.Max(SmallestLength, _slots.Length * 2)];
        for (var number = First; number < Next; number++)
        {
            larger[number & (larger.Length - 1)] = _slots[number & (_slots.Length - 1)];
        }

        _slots = larger;
    }

    private readonly struct Slot(T item, long bytes)
    {
        public readonly T Item = item;

        public readonly long Bytes = bytes;
    }
}
