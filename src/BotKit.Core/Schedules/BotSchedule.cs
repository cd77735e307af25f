using BotKit.Time;

namespace BotKit.Schedules;

/// <summary>A schedule as the store keeps it.</summary>
public sealed record BotSchedule
{
    private readonly CompactInstant _nextDue;
    private readonly CompactInstant _wakeAt;
    private readonly CompactInstant _watermark;
    private readonly CompactInstant _lastRunDue;
    private readonly CompactInstant _anchor;
    private readonly CompactInstant _createdAt;
    private readonly CompactInstant _changedAt;

    /// <summary>What holds: what an operator made of it, or else what code, file or caller said.</summary>
    public required BotScheduleDefinition Definition { get; init; }

    /// <summary>Where it was defined.</summary>
    public required BotScheduleSource Source { get; init; }

    /// <summary>
    /// What code or file said last, where an operator changed it at run time; <see langword="null"/> where <see cref="Definition"/> is as it was defined.
    /// </summary>
    public BotScheduleDefinition? Declared { get; init; }

    /// <summary>Whether it was deleted, or is no longer in code or file. It keeps its history, and goes on from there if it comes back.</summary>
    public bool IsRetired { get; init; }

    /// <summary>The pause, or <see langword="null"/>.</summary>
    public BotPause? Pause { get; init; }

    /// <summary>The next due instant, by the store's clock; <see langword="null"/> when there is none.</summary>
    public DateTimeOffset? NextDue
    {
        get => _nextDue.Value;
        init => _nextDue = CompactInstant.Of(value);
    }

    /// <summary>When a node must look at it again: at <see cref="NextDue"/>, or sooner when instants wait; <see langword="null"/> never.</summary>
    public DateTimeOffset? WakeAt
    {
        get => _wakeAt.Value;
        init => _wakeAt = CompactInstant.Of(value);
    }

    /// <summary>The last due instant that was dealt with; none at or below it is dealt with again. <see langword="null"/> before the first.</summary>
    public DateTimeOffset? Watermark
    {
        get => _watermark.Value;
        init => _watermark = CompactInstant.Of(value);
    }

    /// <summary>What the period of <c>@every</c> counts from: when the schedule was made, or its period last changed.</summary>
    public required DateTimeOffset Anchor
    {
        get => _anchor.ValueOrDefault;
        init => _anchor = CompactInstant.Of(value);
    }

    /// <summary>The run of its last instant that ran, or <see langword="null"/>.</summary>
    public Guid? LastRun { get; init; }

    /// <summary>The last due instant that got a run, or <see langword="null"/>.</summary>
    public DateTimeOffset? LastRunDue
    {
        get => _lastRunDue.Value;
        init => _lastRunDue = CompactInstant.Of(value);
    }

    /// <summary>When it was made, by the store's clock.</summary>
    public required DateTimeOffset CreatedAt
    {
        get => _createdAt.ValueOrDefault;
        init => _createdAt = CompactInstant.Of(value);
    }

    /// <summary>When its definition, pause or retirement changed last, by the store's clock.</summary>
    public required DateTimeOffset ChangedAt
    {
        get => _changedAt.ValueOrDefault;
        init => _changedAt = CompactInstant.Of(value);
    }

    /// <summary>Who changed it last at run time; <see langword="null"/> when code or file did.</summary>
    public string? ChangedBy { get; init; }

    /// <summary>Grows by one with each change of <see cref="Definition"/>, so that what was read from it can be kept.</summary>
    public long Revision { get; init; }
}
