using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>Gathers the occurrences of one step, folding skipped instants that follow one another for the same reason.</summary>
internal struct OccurrenceRows(string schedule, ScheduleTiming timing, DateTimeOffset now, BotOccurrence? latest)
{
    /// <summary>Instants in one row at most, so that what a backfill must tell apart stays bounded.</summary>
    public const int MaxFolded = 100_000;

    private Few<BotOccurrence> _rows;

    // The skipped instants that a further one may join; none where the count is 0.
    private DateTimeOffset _first;
    private DateTimeOffset _last;
    private int _count;
    private BotSkipReason _reason;
    private bool _isOpen;
    private bool _isFirst = true;

    public IReadOnlyList<BotOccurrence> Take()
    {
        Close();
        return _rows.Take();
    }

    public void Run(DateTimeOffset due, Guid executionId) => Add(due, BotOccurrenceState.Ran, executionId);

    public void Wait(DateTimeOffset due) => Add(due, BotOccurrenceState.Waiting, null);

    public void Replace(BotOccurrence occurrence) => _rows.Add(occurrence with { RecordedAt = now });

    public void Skip(DateTimeOffset due, BotSkipReason reason)
    {
        if (_isFirst && latest is not null)
        {
            Reopen(due, reason, latest);
        }

        _isFirst = false;
        if (_isOpen && _reason == reason && _count < MaxFolded)
        {
            _last = due;
            _count++;
            return;
        }

        Close();
        (_first, _last, _count, _reason, _isOpen) = (due, due, 1, reason, true);
    }

    /// <summary>Goes on with the row that the last step left behind, if nothing lies between.</summary>
    private void Reopen(DateTimeOffset due, BotSkipReason reason, BotOccurrence row)
    {
        if (row.State == BotOccurrenceState.Skipped && row.Reason == reason && row.Count < MaxFolded && !row.IsBackfill
            && string.Equals(row.Timing, timing.Text, StringComparison.Ordinal) && timing.After(row.Until) == due)
        {
            (_first, _last, _count, _reason, _isOpen) = (row.Due, row.Until, row.Count, reason, true);
        }
    }

    private void Add(DateTimeOffset due, BotOccurrenceState state, Guid? executionId)
    {
        _isFirst = false;
        Close();
        _rows.Add(new BotOccurrence
        {
            Schedule = schedule,
            Due = due,
            Until = due,
            State = state,
            ExecutionId = executionId,
            RecordedAt = now,
            Timing = timing.Text,
        });
    }

    private void Close()
    {
        if (!_isOpen)
        {
            return;
        }

        _isOpen = false;
        _rows.Add(new BotOccurrence
        {
            Schedule = schedule,
            Due = _first,
            Until = _last,
            Count = _count,
            State = BotOccurrenceState.Skipped,
            Reason = _reason,
            RecordedAt = now,
            Timing = timing.Text,
        });
    }
}
