namespace BotKit.Schedules;

/// <summary>A schedule as the in-memory store keeps it: there may be 100,000 of them, so instants are ticks, and <see cref="None"/> where there is none.</summary>
internal sealed class ScheduleRow
{
    public const long None = -1;

    private BotScheduleDefinition? _declared;
    private BotPause? _pause;
    private string? _changedBy;
    private long _nextDue;
    private long _watermark;
    private long _anchor;
    private long _lastRunDue;
    private long _createdAt;
    private long _changedAt;
    private long _revision;
    private Guid _lastRun;
    private BotScheduleSource _source;
    private bool _hasLastRun;

    public ScheduleRow(BotSchedule schedule)
    {
        Definition = schedule.Definition;
        Write(schedule);
    }

    public BotScheduleDefinition Definition { get; private set; }

    public string Id => Definition.Id;

    public string Bot => Definition.Bot;

    public bool IsRetired { get; private set; }

    /// <summary>When a node must look at it again, in UTC ticks.</summary>
    public long WakeAt { get; private set; }

    /// <summary>The heap in which it is due, and the ticks for which it stands there; any other place in a heap is left over.</summary>
    public DueHeap? Heap { get; set; }

    /// <inheritdoc cref="Heap"/>
    public long Place { get; set; } = long.MaxValue;

    /// <summary>What became of its instants, once there are any.</summary>
    public OccurrenceRows? Occurrences { get; set; }

    public void Write(BotSchedule schedule)
    {
        Definition = schedule.Definition;
        _source = schedule.Source;
        _declared = schedule.Declared;
        IsRetired = schedule.IsRetired;
        _pause = schedule.Pause;
        _nextDue = Ticks(schedule.NextDue);
        WakeAt = Ticks(schedule.WakeAt);
        _watermark = Ticks(schedule.Watermark);
        _anchor = schedule.Anchor.UtcTicks;
        _lastRun = schedule.LastRun.GetValueOrDefault();
        _hasLastRun = schedule.LastRun.HasValue;
        _lastRunDue = Ticks(schedule.LastRunDue);
        _createdAt = schedule.CreatedAt.UtcTicks;
        _changedAt = schedule.ChangedAt.UtcTicks;
        _changedBy = schedule.ChangedBy;
        _revision = schedule.Revision;
    }

    public BotSchedule Read() => new()
    {
        Definition = Definition,
        Source = _source,
        Declared = _declared,
        IsRetired = IsRetired,
        Pause = _pause,
        NextDue = Instant(_nextDue),
        WakeAt = Instant(WakeAt),
        Watermark = Instant(_watermark),
        Anchor = new DateTimeOffset(_anchor, TimeSpan.Zero),
        LastRun = _hasLastRun ? _lastRun : null,
        LastRunDue = Instant(_lastRunDue),
        CreatedAt = new DateTimeOffset(_createdAt, TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(_changedAt, TimeSpan.Zero),
        ChangedBy = _changedBy,
        Revision = _revision,
    };

    private static long Ticks(DateTimeOffset? instant) => instant?.UtcTicks ?? None;

    private static DateTimeOffset? Instant(long ticks) => ticks == None ? null : new DateTimeOffset(ticks, TimeSpan.Zero);
}
