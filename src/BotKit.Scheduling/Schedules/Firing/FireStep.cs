using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>One step of one schedule: instant by instant, in their order.</summary>
/// <remarks>A struct that changes, since thousands of them may be made in one second; it lives in one place only.</remarks>
internal struct FireStep
{
    private readonly ScheduleView _view;
    private readonly FireContext _context;
    private readonly BotSchedule _schedule;
    private readonly BotScheduleDefinition _definition;
    private readonly ScheduleTiming _timing;
    private readonly DateTimeOffset _now;
    private readonly DateTimeOffset _missedBefore;
    private OccurrenceRows _rows;
    private MissedInstants? _missed;
    private Few<RunSubmission> _runs;
    private int _open;
    private int _waiting;
    private int _room;
    private DateTimeOffset? _next;
    private DateTimeOffset? _watermark;
    private Guid? _lastRun;
    private DateTimeOffset? _lastRunDue;

    public FireStep(ScheduleView view, in FireContext context)
    {
        _view = view;
        _context = context;
        _schedule = view.Schedule;
        _definition = _schedule.Definition;
        _timing = context.Timing;
        _now = view.Now;
        _missedBefore = _now - _definition.MissedAfter;
        _rows = new OccurrenceRows(_definition.Id, _timing, _now, view.Latest);
        (_open, _waiting, _room) = (view.OpenRuns, view.WaitingCount, view.QueueRoom);
        (_next, _watermark) = (_schedule.NextDue, _schedule.Watermark);
        (_lastRun, _lastRunDue) = (_schedule.LastRun, _schedule.LastRunDue);
    }

    /// <summary>The earliest waiting instant gets its run, before any later one, once nothing of the schedule runs.</summary>
    public void StartWaiting()
    {
        if (_view.NextWaiting is not { } first
            || (_open > 0 && _definition.Overlap != BotOverlapPolicy.Allow)
            || _room <= 0
            || _context.Unready == BotSkipReason.Disabled
            || SchedulePause.IsInForce(_schedule.Pause, _now))
        {
            return;
        }

        _rows.Replace(first with { State = BotOccurrenceState.Ran, ExecutionId = Start(first.Due) });
        _waiting--;
    }

    public void DealWithDue()
    {
        for (var dealt = 0; _next is { } due && due <= _now && dealt < FireRules.MaxInstants; dealt++)
        {
            Deal(due);
            _watermark = due;
            _next = _timing.After(due) is { } after && !(after > _definition.EndAt) ? after : null;
        }
    }

    public ScheduleStep End()
    {
        var wake = WakeAt();
        var pause = SchedulePause.IsOver(_schedule.Pause, _now) && !(_next < _schedule.Pause!.Until) ? null : _schedule.Pause;
        var isSame = wake == _schedule.WakeAt && _next == _schedule.NextDue && ReferenceEquals(pause, _schedule.Pause) && _lastRun == _schedule.LastRun;
        return new ScheduleStep(isSame ? _schedule : _schedule with
        {
            NextDue = _next,
            WakeAt = wake,
            Watermark = _watermark,
            LastRun = _lastRun,
            LastRunDue = _lastRunDue,
            Pause = pause,
            ChangedAt = ReferenceEquals(pause, _schedule.Pause) ? _schedule.ChangedAt : _schedule.Pause!.Until!.Value,
        })
        {
            Occurrences = _rows.Take(),
            Runs = _runs.Take(),
        };
    }

    private void Deal(DateTimeOffset due)
    {
        if (SchedulePause.Covers(_schedule.Pause, due, _now))
        {
            _rows.Skip(due, BotSkipReason.Paused);
        }
        else if (_timing.IsBlackedOut(due))
        {
            _rows.Skip(due, BotSkipReason.Blackout);
        }
        else if (due >= _missedBefore)
        {
            Honour(due, isMadeUp: false);
        }
        else if ((_missed ??= new MissedInstants(_schedule, _timing, _missedBefore)).IsDropped(due))
        {
            _rows.Skip(due, BotSkipReason.Missed);
        }
        else
        {
            Honour(due, isMadeUp: _definition.Missed == BotMissedRunPolicy.CatchUp);
        }
    }

    private void Honour(DateTimeOffset due, bool isMadeUp)
    {
        if (_context.Unready is { } reason)
        {
            var isHonoured = reason != BotSkipReason.Disabled && _definition.Missed switch
            {
                BotMissedRunPolicy.RunOnce => _open == 0 && _waiting == 0,
                BotMissedRunPolicy.CatchUp => _open + _waiting < _definition.CatchUpLimit,
                _ => false,
            };
            if (!isHonoured)
            {
                _rows.Skip(due, reason);
                return;
            }

            isMadeUp |= _definition.Missed == BotMissedRunPolicy.CatchUp;
        }

        if (_definition.Overlap == BotOverlapPolicy.Allow || (_open == 0 && _waiting == 0))
        {
            Run(due);
        }
        else if (!isMadeUp && _definition.Overlap == BotOverlapPolicy.Skip)
        {
            _rows.Skip(due, BotSkipReason.Overlap);
        }
        else if (_waiting < FireRules.MaxWaiting)
        {
            _rows.Wait(due);
            _waiting++;
        }
        else
        {
            _rows.Skip(due, BotSkipReason.Limit);
        }
    }

    private void Run(DateTimeOffset due)
    {
        if (_room <= 0)
        {
            _rows.Skip(due, BotSkipReason.Limit);
            return;
        }

        _rows.Run(due, Start(due));
    }

    private Guid Start(DateTimeOffset due)
    {
        var run = ScheduleRuns.Make(_definition, due, ExecutionIds.Create(_now), _context);
        _runs.Add(run);
        _open++;
        _room--;
        if (_lastRunDue is null || due >= _lastRunDue)
        {
            (_lastRun, _lastRunDue) = (run.ExecutionId, due);
        }

        return run.ExecutionId;
    }

    private DateTimeOffset? WakeAt()
    {
        var isDue = _next <= _now;
        if (_waiting == 0)
        {
            return isDue ? _now : _next;
        }

        var again = _open == 0 || _definition.Overlap != BotOverlapPolicy.Allow || !_runs.HasAny ? _now + FireRules.LookAgain : _now;
        return isDue ? _now : _next < again ? _next : again;
    }
}
