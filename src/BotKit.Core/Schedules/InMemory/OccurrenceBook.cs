namespace BotKit.Schedules;

/// <summary>The occurrences of all schedules, bounded: beyond a cap the oldest make room, but never one that waits.</summary>
/// <param name="maxRows">Rows at most; those that wait may exceed it.</param>
internal sealed class OccurrenceBook(int maxRows)
{
    /// <summary>Rows of one schedule at most; those that wait may exceed it.</summary>
    public const int MaxRowsOfSchedule = 1_000;

    private const int Slack = 1_024;

    private Queue<KeptOccurrence> _byAge = new();

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    public void Write(ScheduleRow schedule, IReadOnlyList<DateTimeOffset> removed, IReadOnlyList<BotOccurrence> written)
    {
        for (var i = 0; i < removed.Count; i++)
        {
            Count -= schedule.Occurrences?.Remove(removed[i]) is true ? 1 : 0;
        }

        for (var i = 0; i < written.Count; i++)
        {
            Write(schedule.Occurrences ??= new OccurrenceRows(), written[i]);
        }
    }

    private void Write(OccurrenceRows rows, BotOccurrence occurrence)
    {
        if (rows.Write(occurrence) is not { } row)
        {
            return;
        }

        Count++;
        _byAge.Enqueue(row);
        while (rows.Count > MaxRowsOfSchedule && rows.RemoveOldest())
        {
            Count--;
        }

        MakeRoom();
    }

    private void MakeRoom()
    {
        for (var left = _byAge.Count; Count > maxRows && left > 0; left--)
        {
            var oldest = _byAge.Dequeue();
            if (oldest.IsGone)
            {
                continue;
            }

            if (oldest.IsWaiting)
            {
                _byAge.Enqueue(oldest);
                continue;
            }

            oldest.Rows.Remove(oldest.Value.Due);
            Count--;
        }

        if (_byAge.Count > (2 * Count) + Slack)
        {
            _byAge = new Queue<KeptOccurrence>(_byAge.Where(static row => !row.IsGone));
        }
    }
}
