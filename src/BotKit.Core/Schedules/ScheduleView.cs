namespace BotKit.Schedules;

/// <summary>What a store knows of a schedule at the moment when something is decided about it.</summary>
public readonly record struct ScheduleView
{
    /// <summary>A view of nothing, to be filled in.</summary>
    public ScheduleView()
    {
    }

    /// <summary>The schedule.</summary>
    public required BotSchedule Schedule { get; init; }

    /// <summary>The store's time.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>How many runs of the schedule have not ended.</summary>
    public int OpenRuns { get; init; }

    /// <summary>How many instants wait for an earlier run.</summary>
    public int WaitingCount { get; init; }

    /// <summary>
    /// The earliest waiting instant, or <see langword="null"/>: a fire sees one, and starts it before any later instant. A change of
    /// occurrences sees them in <see cref="Occurrences"/>.
    /// </summary>
    public BotOccurrence? NextWaiting { get; init; }

    /// <summary>The latest occurrence of all, which a further skipped instant may extend; <see langword="null"/> when there is none.</summary>
    public BotOccurrence? Latest { get; init; }

    /// <summary>The occurrences that touch the range of a change, earliest first; empty for a fire.</summary>
    public IReadOnlyList<BotOccurrence> Occurrences { get; init; } = [];

    /// <summary>How many more runs of the bot may wait in the queue; its <see cref="ScheduleFireRequest.MaxQueued"/> less those that do.</summary>
    public int QueueRoom { get; init; } = int.MaxValue;
}
