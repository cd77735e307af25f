using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Storage.Schedules;

/// <summary>What a transaction writes of schedules.</summary>
internal sealed class ScheduleWrites
{
    public List<ScheduleChange> New { get; } = [];

    public List<ScheduleChange> Changed { get; } = [];

    public List<(string Schedule, DateTimeOffset Due)> Removed { get; } = [];

    public List<BotOccurrence> Occurrences { get; } = [];

    public List<RunSubmission> Runs { get; } = [];

    public void Add(BotSchedule? before, BotSchedule after)
    {
        if (before is null)
        {
            New.Add(new ScheduleChange(after, true));
        }
        else if (!ReferenceEquals(before, after))
        {
            // What was not touched is not written: a later version may have put members into it that this one does not know.
            var isDefined = !ReferenceEquals(before.Definition, after.Definition) || !ReferenceEquals(before.Declared, after.Declared);
            Changed.Add(new ScheduleChange(after, isDefined));
        }
    }

    public void Add(BotSchedule before, ScheduleStep step)
    {
        Add(before, step.Schedule);
        Removed.AddRange(step.Removed.Select(due => (step.Schedule.Definition.Id, due)));
        Occurrences.AddRange(step.Occurrences.Count < 2
            ? step.Occurrences
            : step.Occurrences.GroupBy(static it => it.Due).Select(static same => same.Last()));
        Runs.AddRange(step.Runs);
    }
}

/// <param name="After">The schedule as it shall be.</param>
/// <param name="IsDefined">Whether its definition is written, too.</param>
internal readonly record struct ScheduleChange(BotSchedule After, bool IsDefined);
