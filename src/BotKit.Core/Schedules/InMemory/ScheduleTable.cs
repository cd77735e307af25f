namespace BotKit.Schedules;

/// <summary>All schedules of the in-memory store: by id, and by when they are due. Guarded by the store's lock.</summary>
internal sealed class ScheduleTable
{
    private readonly Dictionary<string, ScheduleRow> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DueHeap> _heaps = new(StringComparer.Ordinal);
    private ScheduleRow[] _byId = [];

    public ScheduleRow? Find(string id) => _rows.GetValueOrDefault(id);

    public DueHeap? HeapOf(string bot) => _heaps.GetValueOrDefault(bot);

    /// <summary>Writes a schedule, and puts it where it is due.</summary>
    public void Write(BotSchedule schedule)
    {
        if (_rows.TryGetValue(schedule.Definition.Id, out var row))
        {
            Write(row, schedule);
            return;
        }

        row = new ScheduleRow(schedule);
        _rows.Add(row.Id, row);
        Place(row);
    }

    /// <inheritdoc cref="Write(BotSchedule)"/>
    public void Write(ScheduleRow row, BotSchedule schedule)
    {
        row.Schedule = schedule;
        Place(row);
    }

    /// <summary>Puts a schedule where it is due.</summary>
    public void Place(ScheduleRow row)
    {
        var heap = row.Heap;
        if ((heap is null || !string.Equals(heap.Bot, row.Bot, StringComparison.Ordinal)) && !_heaps.TryGetValue(row.Bot, out heap))
        {
            _heaps.Add(row.Bot, heap = new DueHeap(row.Bot));
        }

        heap.Place(row);
    }

    public List<BotSchedule> List(BotScheduleQuery query)
    {
        // Schedules stay once they are there, so the order changes only with their number.
        if (_byId.Length != _rows.Count)
        {
            _byId = [.. _rows.Values];
            Array.Sort(_byId, static (a, b) => string.CompareOrdinal(a.Id, b.Id));
        }

        var found = new List<BotSchedule>();
        for (var i = FirstAfter(query.After); i < _byId.Length && found.Count < query.Count; i++)
        {
            var row = _byId[i];
            if ((query.Bot is null || string.Equals(row.Bot, query.Bot, StringComparison.Ordinal)) && (query.IncludeRetired || !row.Schedule.IsRetired))
            {
                found.Add(row.Schedule);
            }
        }

        return found;
    }

    private int FirstAfter(string? id)
    {
        var (low, high) = (0, _byId.Length);
        while (id is not null && low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = string.CompareOrdinal(_byId[middle].Id, id) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
