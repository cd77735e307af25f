using BotKit.Time;

namespace BotKit.Schedules;

/// <summary>
/// What became of one due instant of a schedule, or of several that followed one another and were skipped for the same reason. Each
/// instant is in exactly one occurrence.
/// </summary>
public sealed record BotOccurrence
{
    private readonly CompactInstant _due;
    private readonly CompactInstant _until;
    private readonly CompactInstant _recordedAt;

    /// <summary>The schedule's id.</summary>
    public required string Schedule { get; init; }

    /// <summary>The due instant, the first of them where there are several. Unique within the schedule.</summary>
    public required DateTimeOffset Due
    {
        get => _due.ValueOrDefault;
        init => _due = CompactInstant.Of(value);
    }

    /// <summary>The last of the due instants; the same as <see cref="Due"/> where there is one.</summary>
    public required DateTimeOffset Until
    {
        get => _until.ValueOrDefault;
        init => _until = CompactInstant.Of(value);
    }

    /// <summary>How many due instants these are, from 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>What became of them.</summary>
    public required BotOccurrenceState State { get; init; }

    /// <summary>Why they got no run; <see langword="null"/> where they were not skipped.</summary>
    public BotSkipReason? Reason { get; init; }

    /// <summary>Their run; <see langword="null"/> where there is none.</summary>
    public Guid? ExecutionId { get; init; }

    /// <summary>Whether a backfill asked for it.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>When it was written or changed last, by the store's clock.</summary>
    public required DateTimeOffset RecordedAt
    {
        get => _recordedAt.ValueOrDefault;
        init => _recordedAt = CompactInstant.Of(value);
    }

    /// <summary>
    /// What the instants follow from, <c>expression|time zone|anchor in Unix milliseconds</c>, so that skipped ones can be told apart
    /// later although the schedule has changed.
    /// </summary>
    public required string Timing { get; init; }
}
