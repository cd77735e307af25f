using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>What was decided about a schedule. A store writes all of it in one transaction, or nothing.</summary>
/// <param name="Schedule">The schedule as it is from now on.</param>
public sealed record ScheduleStep(BotSchedule Schedule)
{
    /// <summary>Occurrences to write: a new one, or the present one with the same due instant replaced.</summary>
    public IReadOnlyList<BotOccurrence> Occurrences { get; init; } = [];

    /// <summary>The due instants of occurrences to take away, before <see cref="Occurrences"/> are written.</summary>
    public IReadOnlyList<DateTimeOffset> Removed { get; init; } = [];

    /// <summary>Runs to put into the queue; each carries the schedule and its instant in <see cref="RunOrigin.Schedule"/> and <see cref="RunOrigin.ScheduledFor"/>.</summary>
    public IReadOnlyList<RunSubmission> Runs { get; init; } = [];
}
