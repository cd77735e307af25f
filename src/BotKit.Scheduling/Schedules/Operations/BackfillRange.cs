using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>The instants of a range: those that have no run, and how the occurrences there read once they have one.</summary>
internal sealed class BackfillRange
{
    /// <summary>Instants in a range at most.</summary>
    public const int MaxInstants = 10_000;

    private readonly BotSchedule _schedule;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset _from;
    private readonly DateTimeOffset _to;

    private BackfillRange(ScheduleView view, DateTimeOffset from, DateTimeOffset to)
    {
        _schedule = view.Schedule;
        _now = view.Now;
        _from = from;
        _to = to;
    }

    /// <summary>The instants that get a run, each with its row.</summary>
    public SortedDictionary<DateTimeOffset, BotOccurrence> Due { get; } = [];

    /// <summary>All rows to write.</summary>
    public SortedDictionary<DateTimeOffset, BotOccurrence> Rows { get; } = [];

    /// <summary>How many instants have a run, or wait for one.</summary>
    public int Already { get; private set; }

    /// <summary>How many instants there are; beyond the limit, not all of them.</summary>
    public int Count => Due.Count + Already;

    /// <exception cref="ScheduleUnreadableException">This node cannot tell the instants of the range.</exception>
    public static BackfillRange Read(ScheduleView view, ScheduleTimings timings, DateTimeOffset from, DateTimeOffset to)
    {
        var range = new BackfillRange(view, from, to);
        var known = new HashSet<DateTimeOffset>();
        foreach (var row in view.Occurrences)
        {
            range.Add(row, row.State == BotOccurrenceState.Skipped && row.Count > 1 ? timings.Read(row.Timing) : null, known);
        }

        range.AddUnknown(timings.Of(view.Schedule), known);
        return range;
    }

    private void Add(BotOccurrence row, ScheduleTiming? timing, HashSet<DateTimeOffset> known)
    {
        if (row.State != BotOccurrenceState.Skipped)
        {
            known.Add(row.Due);
            Already += row.Due >= _from && row.Due <= _to ? 1 : 0;
            return;
        }

        var (before, after) = (default(Part), default(Part));
        var instant = row.Due;
        while (Count <= MaxInstants)
        {
            if (instant < _from)
            {
                before = before.With(instant);
            }
            else if (instant > _to)
            {
                after = after.With(instant);
            }
            else
            {
                known.Add(instant);
                Honour(instant, row.Timing);
            }

            if (instant >= row.Until || timing?.After(instant) is not { } next)
            {
                break;
            }

            // Where this node's time zones differ from the writer's, its last instant is its last all the same.
            instant = next > row.Until ? row.Until : next;
        }

        Keep(row, before);
        Keep(row, after);
    }

    /// <summary>Instants of which nothing is known: of before the schedule was made, or while it was retired. What is to come is left to the fire.</summary>
    private void AddUnknown(ScheduleTiming timing, HashSet<DateTimeOffset> known)
    {
        var next = timing.First(_from.UtcTicks == 0 ? _from : _from.AddTicks(-1), _schedule.Definition);
        while (next is { } instant && instant <= _to && !(instant >= _schedule.NextDue) && Count <= MaxInstants)
        {
            if (!known.Contains(instant))
            {
                Honour(instant, timing.Text);
            }

            next = timing.First(instant, _schedule.Definition);
        }
    }

    private void Honour(DateTimeOffset instant, string timing)
        => Rows[instant] = Due[instant] = new BotOccurrence
        {
            Schedule = _schedule.Definition.Id,
            Due = instant,
            Until = instant,
            State = BotOccurrenceState.Waiting,
            IsBackfill = true,
            RecordedAt = _now,
            Timing = timing,
        };

    // A row that the range does not touch after all stays as it is.
    private void Keep(BotOccurrence row, Part part)
    {
        if (part.Count > 0 && part.Count < row.Count)
        {
            Rows[part.First] = row with { Due = part.First, Until = part.Last, Count = part.Count };
        }
    }

    private readonly record struct Part(DateTimeOffset First, DateTimeOffset Last, int Count)
    {
        public Part With(DateTimeOffset instant) => new(Count == 0 ? instant : First, instant, Count + 1);
    }
}
