namespace BotKit.Schedules;

/// <summary>Takes the schedules out of the table that a fire shall deal with, and puts them back where they belong afterwards.</summary>
internal sealed class DueRows(ScheduleTable table, ScheduleFireRequest request, long now)
{
    private readonly HashSet<string> _bots = request.Bots.ToHashSet(StringComparer.Ordinal);
    private readonly HashSet<string> _except = request.Except.ToHashSet(StringComparer.Ordinal);
    private readonly PriorityQueue<DueHeap, long> _turns = new();
    private readonly List<ScheduleRow> _taken = [];

    /// <summary>What is to be dealt with: schedules whose run has ended, then the others, earliest first.</summary>
    public List<ScheduleRow> Take()
    {
        var rows = new List<ScheduleRow>();
        var ended = new HashSet<ScheduleRow>();
        foreach (var id in request.Ended)
        {
            if (rows.Count < request.Max && table.Find(id) is { } row && IsAsked(row) && ended.Add(row))
            {
                rows.Add(row);
            }
        }

        foreach (var bot in _bots)
        {
            Turn(table.HeapOf(bot));
        }

        while (rows.Count < request.Max && _turns.TryDequeue(out var heap, out _))
        {
            var row = heap.Take();
            _taken.Add(row);
            Turn(heap);
            if (!_except.Contains(row.Id) && !ended.Contains(row))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>In how long the next schedule of the bots is due; those that are left to others do not count.</summary>
    public TimeSpan? Next(IEnumerable<ScheduleRow> done)
    {
        foreach (var row in done)
        {
            table.Place(row);
        }

        var next = _bots.Select(bot => table.HeapOf(bot)?.First).Min();
        return next is { } first ? TimeSpan.FromTicks(first - now) : null;
    }

    /// <summary>Puts everything back.</summary>
    public void PutBack() => _taken.ForEach(table.Place);

    private bool IsAsked(ScheduleRow row)
        => _bots.Contains(row.Bot) && !_except.Contains(row.Id) && !(row.Schedule.IsRetired && row.WakeAt == ScheduleRow.None);

    private void Turn(DueHeap? heap)
    {
        if (heap?.First is { } first && first <= now)
        {
            _turns.Enqueue(heap, first);
        }
    }
}
