namespace BotKit.Ledger;

/// <summary>
/// A queue bounded by items and bytes that drops its oldest items, and whose items keep their number while they are in it.
/// Not safe for concurrent use.
/// </summary>
internal sealed class Ring<T>(int maxItems, long maxBytes)
{
    private const int PageBits = 8;
    private const int PageLength = 1 << PageBits;

    // Pages, so that nothing is ever moved to make room: an item's place follows from its number.
    private Slot[]?[] _pages = new Slot[]?[4];
    private Slot[]? _spare;

    /// <summary>The number of the oldest item.</summary>
    public long First { get; private set; }

    /// <summary>The number that the next item gets.</summary>
    public long Next { get; private set; }

    public long Bytes { get; private set; }

    public int Count => (int)(Next - First);

    public ref readonly T this[long number] => ref SlotOf(number).Item;

    /// <summary>Appends an item after dropping as many old ones as it needs room; the newest one is kept however large it is.</summary>
    public void Add(in T item, long bytes)
    {
        while (First < Next && (Count >= maxItems || Bytes + bytes > maxBytes))
        {
            DropOldest();
        }

        Open(Next);
        SlotOf(Next) = new Slot(item, bytes);
        Bytes += bytes;
        Next++;
    }

    /// <summary>Puts another item in the place of one that is in it; its bytes are left as they are.</summary>
    public void Replace(long number, T item)
    {
        ref var slot = ref SlotOf(number);
        slot = new Slot(item, slot.Bytes);
    }

    /// <summary>Whether one more item drops the oldest one, its bytes left aside.</summary>
    public bool IsFull => Count >= maxItems;

    public ref readonly T Oldest => ref this[First];

    public void DropOldest()
    {
        ref var slot = ref SlotOf(First);
        Bytes -= slot.Bytes;
        slot = default;
        if ((++First & (PageLength - 1)) == 0)
        {
            // The next page to be opened is this one.
            (_spare, PageOf(First - 1)) = (PageOf(First - 1), null);
        }
    }

    private ref Slot SlotOf(long number) => ref PageOf(number)![number & (PageLength - 1)];

    private ref Slot[]? PageOf(long number) => ref _pages[(number >> PageBits) & (_pages.Length - 1)];

    /// <summary>Sees to it that a number that comes next has a page.</summary>
    private void Open(long number)
    {
        if ((number & (PageLength - 1)) != 0 && Count > 0)
        {
            return;
        }

        var pages = (number >> PageBits) - (First >> PageBits) + 1;
        if (pages > _pages.Length)
        {
            var more = new Slot[]?[_pages.Length * 2];
            for (var page = First >> PageBits; page < number >> PageBits; page++)
            {
                more[page & (more.Length - 1)] = _pages[page & (_pages.Length - 1)];
            }

            _pages = more;
        }

        ref var next = ref PageOf(number);
        if (next is null)
        {
            next = _spare ?? new Slot[PageLength];
            _spare = null;
        }
    }

    private readonly struct Slot(T item, long bytes)
    {
        public readonly T Item = item;

        public readonly long Bytes = bytes;
    }
}
