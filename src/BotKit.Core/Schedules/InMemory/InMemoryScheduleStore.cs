using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>
/// The schedules of this process: the same steps as in a database, and nothing of it survives a restart. A lock of its own is
/// held while delegates decide, so that they keep no run waiting; that of runs is taken inside it.
/// </summary>
internal sealed class InMemoryScheduleStore(InMemoryRuns runs) : IBotScheduleStore
{
    private const int MaxTouching = 20_000;

    private readonly Lock _gate = new();
    private readonly ScheduleTable _table = new();
    private readonly OccurrenceBook _occurrences = new(runs.MaxOccurrences);

    public ValueTask<IReadOnlyList<BotSchedule?>> ChangeAsync(
        IReadOnlyList<string> ids, Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var now = runs.Now;
            var after = new BotSchedule?[ids.Count];
            var changed = new bool[ids.Count];
            for (var i = 0; i < after.Length; i++)
            {
                var present = _table.Find(ids[i])?.Schedule;
                after[i] = change(ids[i], present, now) ?? present;
                changed[i] = !ReferenceEquals(after[i], present);
                StepRules.ThrowIfOther(ids[i], after[i]);
            }

            for (var i = 0; i < after.Length; i++)
            {
                if (changed[i])
                {
                    _table.Write(after[i]!);
                }
            }

            return new(after);
        }
    }

    public ValueTask<ScheduleFireBatch> FireAsync(
        ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide, CancellationToken cancellationToken)
    {
        StepRules.ThrowIfInvalid(request);
        cancellationToken.ThrowIfCancellationRequested();
        ScheduleFireBatch batch;
        bool hasQueued;
        lock (_gate)
        {
            var now = runs.Now;
            var due = new DueRows(_table, request, now.UtcTicks);
            try
            {
                var rows = due.Take();
                hasQueued = Fire(rows, request, decide, now);
                batch = new ScheduleFireBatch(now, rows.Count, due.Next(rows));
            }
            finally
            {
                due.PutBack();
            }
        }

        if (hasQueued)
        {
            runs.Work.Set();
        }

        return new(batch);
    }

    public ValueTask<ScheduleStep?> ChangeOccurrencesAsync(
        string id, DateTimeOffset from, DateTimeOffset to, Func<ScheduleView, ScheduleStep?> change, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ScheduleStep? step;
        bool hasQueued;
        lock (_gate)
        {
            if (_table.Find(id) is not { } row)
            {
                return new(default(ScheduleStep));
            }

            var now = runs.Now;
            var queue = new StepRuns(runs, now);
            var view = View(row, now, queue, queue.Look([row])[0], int.MaxValue) with
            {
                NextWaiting = null,
                Occurrences = row.Occurrences?.Touching(from, to, MaxTouching) ?? [],
            };
            step = change(view);
            if (step is null)
            {
                return new(default(ScheduleStep));
            }

            StepRules.ThrowIfInvalid(id, step);
            queue.Add(row, step.Runs);
            hasQueued = queue.Queue();
            Write(row, view.Schedule, step);
        }

        if (hasQueued)
        {
            runs.Work.Set();
        }

        return new(step);
    }

    public ValueTask<BotSchedule?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return new(_table.Find(id)?.Schedule);
        }
    }

    public ValueTask<IReadOnlyList<BotSchedule>> ListAsync(BotScheduleQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        lock (_gate)
        {
            return new(_table.List(query));
        }
    }

    public ValueTask<IReadOnlyList<BotOccurrence>> ListOccurrencesAsync(BotOccurrenceQuery query, CancellationToken cancellationToken)
    {
        PageSize.ThrowIfInvalid(query.Count);
        lock (_gate)
        {
            return new(_table.Find(query.Schedule)?.Occurrences?.List(query) ?? []);
        }
    }

    public ValueTask<IReadOnlyDictionary<string, DateTimeOffset>> ReadSuccessesAsync(
        IReadOnlyList<string> ids, DateTimeOffset since, CancellationToken cancellationToken)
    {
        StepRules.ThrowIfTooMany(ids);
        var found = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        lock (runs.Gate)
        {
            foreach (var id in ids)
            {
                if (runs.SuccessOf(id) is { } success && success.CreatedAt >= since)
                {
                    found[id] = success.EndedAt;
                }
            }
        }

        return new(found);
    }

    public ValueTask<DateTimeOffset> ReadClockAsync(CancellationToken cancellationToken) => new(runs.Now);

    private static ScheduleView View(ScheduleRow row, DateTimeOffset now, StepRuns queue, int open, int maxQueued) => new()
    {
        Schedule = row.Schedule,
        Now = now,
        OpenRuns = open,
        WaitingCount = row.Occurrences?.Waiting ?? 0,
        NextWaiting = row.Occurrences?.NextWaiting,
        Latest = row.Occurrences?.Latest,
        QueueRoom = queue.RoomFor(row, maxQueued),
    };

    // Everything is decided before anything is written.
    private bool Fire(List<ScheduleRow> rows, ScheduleFireRequest request, Func<ScheduleView, ScheduleStep> decide, DateTimeOffset now)
    {
        var queue = new StepRuns(runs, now);
        var present = queue.Look(rows);
        var steps = new (BotSchedule Before, ScheduleStep Step)[rows.Count];
        for (var i = 0; i < steps.Length; i++)
        {
            var row = rows[i];
            var view = View(row, now, queue, present[i], request.MaxQueued.TryGetValue(row.Bot, out var max) ? max : int.MaxValue);
            var step = decide(view);
            StepRules.ThrowIfInvalid(row.Id, step);
            queue.Add(row, step.Runs);
            steps[i] = (view.Schedule, step);
        }

        var hasQueued = queue.Queue();
        for (var i = 0; i < steps.Length; i++)
        {
            Write(rows[i], steps[i].Before, steps[i].Step);
        }

        return hasQueued;
    }

    private void Write(ScheduleRow row, BotSchedule before, ScheduleStep step)
    {
        _occurrences.Write(row, step.Removed, step.Occurrences);
        if (!ReferenceEquals(step.Schedule, before))
        {
            _table.Write(row, step.Schedule);
        }
    }
}
