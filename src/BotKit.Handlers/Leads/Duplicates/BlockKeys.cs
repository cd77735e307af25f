namespace BotKit.Handlers.Leads;

/// <summary>Collects the keys of rows, and makes blocks of the rows that share one.</summary>
internal sealed class BlockKeys<TKey>(IEqualityComparer<TKey>? comparer, int rows)
    where TKey : notnull
{
    private readonly Dictionary<TKey, int> _places = new(rows, comparer);
    private readonly List<int> _counts = new(rows);
    private readonly List<int> _last = new(rows);
    private readonly List<(int Key, int Row)> _entries = new(4 * rows);

    /// <summary>Adds a key of a row; the rows come in order, and a key that a row has twice counts once.</summary>
    public void Add(int row, TKey key)
    {
        if (!_places.TryGetValue(key, out var place))
        {
            _places.Add(key, place = _counts.Count);
            _counts.Add(0);
            _last.Add(-1);
        }

        if (_last[place] != row)
        {
            _last[place] = row;
            _counts[place]++;
            _entries.Add((place, row));
        }
    }

    /// <summary>The largest block, so that there are no more than so many pairs.</summary>
    public int Limit(int most, int least, long maxPairs)
    {
        var limit = most;
        while (limit > least && _counts.Where(count => count <= limit).Sum(static count => (long)count * (count - 1) / 2) > maxPairs)
        {
            limit = Math.Max(least, limit * 3 / 4);
        }

        return limit;
    }

    /// <summary>The blocks of 2 to so many rows.</summary>
    public IReadOnlyList<int[]> Blocks(int limit)
    {
        var places = new int[_counts.Count];
        var blocks = new List<int[]>();
        for (var key = 0; key < places.Length; key++)
        {
            places[key] = -1;
            if (_counts[key] > 1 && _counts[key] <= limit)
            {
                places[key] = blocks.Count;
                blocks.Add(new int[_counts[key]]);
            }
        }

        var filled = new int[blocks.Count];
        foreach (var (key, row) in _entries)
        {
            if (places[key] is >= 0 and var block)
            {
                blocks[block][filled[block]++] = row;
            }
        }

        return blocks;
    }
}
