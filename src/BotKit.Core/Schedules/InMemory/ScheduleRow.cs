using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>A schedule as the in-memory store keeps it, and where it stands among those that are due.</summary>
internal sealed class ScheduleRow(BotSchedule schedule)
{
    public const long None = -1;

    private BotSchedule _schedule = schedule;

    /// <summary>The schedule as it is now.</summary>
    public BotSchedule Schedule
    {
        get => _schedule;
        set
        {
            _schedule = value;
            WakeAt = TicksOf(value);
        }
    }

    public string Id => _schedule.Definition.Id;

    public string Bot => _schedule.Definition.Bot;

    /// <summary>When a node must look at it again, in UTC ticks; <see cref="None"/> never.</summary>
    public long WakeAt { get; private set; } = TicksOf(schedule);

    /// <summary>The heap in which it is due, and the ticks for which it stands there; any other place in a heap is left over.</summary>
    public DueHeap? Heap { get; set; }

    /// <inheritdoc cref="Heap"/>
    public long Place { get; set; } = long.MaxValue;

    /// <summary>What is known of its runs, once it has come due; guarded by the lock of runs.</summary>
    public ScheduleAccount? Account { get; set; }

    /// <summary>What became of its instants, once there are any.</summary>
    public OccurrenceRows? Occurrences { get; set; }

    private static long TicksOf(BotSchedule schedule) => schedule.WakeAt?.UtcTicks ?? None;
}
