using BotKit.Schedules;

namespace BotKit.Scheduling.Schedules;

/// <summary>What one step decided, counted once the store has committed it.</summary>
/// <param name="Bot">The schedule's bot.</param>
/// <param name="Occurrences">What it wrote.</param>
/// <param name="Latest">What it may have gone on with.</param>
/// <param name="MayWait">Whether instants of the schedule wait, or may.</param>
internal readonly record struct ScheduleTally(string Bot, IReadOnlyList<BotOccurrence> Occurrences, BotOccurrence? Latest, bool MayWait)
{
    public static ScheduleTally Of(ScheduleView view, ScheduleStep step)
    {
        var definition = step.Schedule.Definition;
        var waits = view.WaitingCount > 0 || definition.Overlap == BotOverlapPolicy.Queue;
        for (var i = 0; i < step.Occurrences.Count && !waits; i++)
        {
            waits = step.Occurrences[i].State == BotOccurrenceState.Waiting;
        }

        return new(definition.Bot, step.Occurrences, view.Latest, waits);
    }

    /// <summary>How many instants of an occurrence this step added.</summary>
    public int NewIn(BotOccurrence occurrence)
        => Latest is { State: BotOccurrenceState.Skipped } && Latest.Due == occurrence.Due ? occurrence.Count - Latest.Count : occurrence.Count;
}
