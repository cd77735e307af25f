namespace BotKit.Schedules;

/// <summary>What became of the instants of one schedule, by due instant.</summary>
internal sealed class OccurrenceRows
{
    private readonly List<KeptOccurrence> _rows = new(1);

    public int Count => _rows.Count;

    /// <summary>How many instants wait.</summary>
    public int Waiting { get; private set; }

    public BotOccurrence? Latest => _rows.Count == 0 ? null : _rows[^1].Value;

    public BotOccurrence? NextWaiting => Waiting == 0 ? null : _rows.Find(static row => row.IsWaiting)?.Value;

    /// <summary>Those that touch a range, earliest first.</summary>
    public List<BotOccurrence> Touching(DateTimeOffset from, DateTimeOffset to, int count)
        => [.. _rows.Where(row => row.Value.Until >= from && row.Value.Due <= to).Take(count).Select(static row => row.Value)];

    public List<BotOccurrence> List(BotOccurrenceQuery query)
    {
        var found = new List<BotOccurrence>();
        for (var i = _rows.Count - 1; i >= 0 && found.Count < query.Count; i--)
        {
            var it = _rows[i].Value;
            if ((query.State is null || it.State == query.State)
                && (query.From is null || it.Until >= query.From)
                && (query.To is null || it.Due < query.To)
                && (query.Before is null || it.Due < query.Before))
            {
                found.Add(it);
            }
        }

        return found;
    }

    /// <summary>Writes one.</summary>
    /// <returns>Its row, if it is new; <see langword="null"/> when it took the place of another.</returns>
    public KeptOccurrence? Write(BotOccurrence occurrence)
    {
        var place = PlaceOf(occurrence.Due);
        if (place >= 0)
        {
            Waiting += (occurrence.State == BotOccurrenceState.Waiting ? 1 : 0) - (_rows[place].IsWaiting ? 1 : 0);
            _rows[place].Value = occurrence;
            return null;
        }

        var row = new KeptOccurrence(this, occurrence);
        _rows.Insert(~place, row);
        Waiting += row.IsWaiting ? 1 : 0;
        return row;
    }

    public bool Remove(DateTimeOffset due)
    {
        var place = PlaceOf(due);
        if (place < 0)
        {
            return false;
        }

        RemoveAt(place);
        return true;
    }

    /// <summary>Takes away the oldest one that does not wait.</summary>
    public bool RemoveOldest()
    {
        var place = _rows.FindIndex(static row => !row.IsWaiting);
        if (place >= 0)
        {
            RemoveAt(place);
        }

        return place >= 0;
    }

    private void RemoveAt(int place)
    {
        var row = _rows[place];
        row.IsGone = true;
        Waiting -= row.IsWaiting ? 1 : 0;
        _rows.RemoveAt(place);
    }

    // Nearly always after the last one.
    private int PlaceOf(DateTimeOffset due)
    {
        if (_rows.Count == 0 || _rows[^1].Value.Due < due)
        {
            return ~_rows.Count;
        }

        var (low, high) = (0, _rows.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _rows[middle].Value.Due.CompareTo(due);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }
}

/// <summary>One of them.</summary>
internal sealed class KeptOccurrence(OccurrenceRows rows, BotOccurrence value)
{
    public OccurrenceRows Rows => rows;

    public BotOccurrence Value { get; set; } = value;

    public bool IsGone { get; set; }

    public bool IsWaiting => Value.State == BotOccurrenceState.Waiting;
}
