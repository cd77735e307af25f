using BotKit.Schedules;
using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>One schedule in a store of its own, driven by the real rules, with runs that take as long as a test says.</summary>
internal sealed class SimulatedSchedule
{
    private readonly SortedDictionary<DateTimeOffset, BotOccurrence> _rows = [];
    private readonly List<(Guid Id, DateTimeOffset Due, DateTimeOffset EndsAt)> _open = [];
    private readonly ScheduleTiming _timing;
    private readonly Queue<int> _seconds;

    public SimulatedSchedule(BotScheduleDefinition definition, BlackoutDays? blackouts, DateTimeOffset start, IEnumerable<int> runSeconds)
    {
        _timing = new ScheduleTiming(CronSchedule.Parse(definition.Cron).WithAnchor(start), ScheduleTiming.TextOf(definition, start), blackouts);
        _seconds = new Queue<int>(runSeconds);
        Start = Now = start;
        var next = _timing.First(start, definition);
        Schedule = new BotSchedule
        {
            Definition = definition,
            Source = BotScheduleSource.Code,
            NextDue = next,
            WakeAt = next,
            Anchor = start,
            CreatedAt = start,
            ChangedAt = start,
        };
    }

    public DateTimeOffset Start { get; }

    public DateTimeOffset Now { get; private set; }

    public BotSchedule Schedule { get; private set; }

    public BotSkipReason? Unready { get; set; }

    public ScheduleTiming Timing => _timing;

    public int Open => _open.Count;

    public int MostOpen { get; private set; }

    public IReadOnlyCollection<BotOccurrence> Rows => _rows.Values;

    /// <summary>The due instants of the runs, in the order in which they started.</summary>
    public List<DateTimeOffset> Started { get; } = [];

    public int Waiting => _rows.Values.Count(static row => row.State == BotOccurrenceState.Waiting);

    public void Advance(TimeSpan by)
    {
        Now += by;
        _open.RemoveAll(run => run.EndsAt <= Now);
    }

    public void Pause(BotPause? pause) => Schedule = Schedule with { Pause = pause, ChangedAt = Now };

    /// <summary>Fires until nothing is left to do now.</summary>
    /// <returns>What each step saw and wrote.</returns>
    public IReadOnlyList<(ScheduleView View, ScheduleStep Step)> Fire()
    {
        var steps = new List<(ScheduleView, ScheduleStep)>();
        while (Schedule.WakeAt <= Now || (steps.Count == 0 && Waiting > 0))
        {
            steps.Count.Should().BeLessThan(1_000, "a fire comes to an end");
            var view = new ScheduleView
            {
                Schedule = Schedule,
                Now = Now,
                OpenRuns = _open.Count,
                WaitingCount = Waiting,
                NextWaiting = _rows.Values.FirstOrDefault(static row => row.State == BotOccurrenceState.Waiting),
                Latest = _rows.Count == 0 ? null : _rows.Values.Last(),
            };
            var step = FireRules.Decide(view, new FireContext(_timing, Unready));
            Write(step);
            steps.Add((view, step));
        }

        return steps;
    }

    private void Write(ScheduleStep step)
    {
        Schedule = step.Schedule;
        foreach (var row in step.Occurrences)
        {
            if (_rows.TryGetValue(row.Due, out var before))
            {
                (before.State == BotOccurrenceState.Waiting || (before.State == row.State && before.Count < row.Count)).Should().BeTrue("only what waits or grows is written again");
            }

            _rows[row.Due] = row;
        }

        foreach (var run in step.Runs)
        {
            Started.Add(run.Origin!.ScheduledFor!.Value);
            _open.Add((run.ExecutionId, run.Origin.ScheduledFor.Value, Now.AddSeconds(_seconds.TryDequeue(out var seconds) ? seconds : 1)));
        }

        MostOpen = Math.Max(MostOpen, _open.Count);
    }
}
