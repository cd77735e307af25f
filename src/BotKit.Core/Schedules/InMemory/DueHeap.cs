namespace BotKit.Schedules;

/// <summary>The schedules of one bot by when they must be looked at. A schedule that moves is found at its old place and goes on from there.</summary>
internal sealed class DueHeap(string bot)
{
    private readonly PriorityQueue<ScheduleRow, long> _rows = new();

    public string Bot => bot;

    /// <summary>Puts a schedule where it belongs, unless it stands at an earlier place already.</summary>
    public void Place(ScheduleRow row)
    {
        if (row.Heap != this)
        {
            row.Heap = this;
            row.Place = long.MaxValue;
        }

        if (row.WakeAt != ScheduleRow.None && row.WakeAt < row.Place)
        {
            row.Place = row.WakeAt;
            _rows.Enqueue(row, row.WakeAt);
        }
    }

    /// <summary>When its first schedule must be looked at, in UTC ticks; <see langword="null"/> when none must.</summary>
    public long? First
    {
        get
        {
            while (_rows.TryPeek(out var row, out var place))
            {
                var isLeftOver = row.Heap != this || row.Place != place;
                if (!isLeftOver && row.WakeAt == place)
                {
                    return place;
                }

                _rows.Dequeue();
                if (!isLeftOver)
                {
                    row.Place = long.MaxValue;
                    Place(row);
                }
            }

            return null;
        }
    }

    /// <summary>Takes the schedule out that <see cref="First"/> found.</summary>
    public ScheduleRow Take()
    {
        var row = _rows.Dequeue();
        row.Place = long.MaxValue;
        return row;
    }
}
