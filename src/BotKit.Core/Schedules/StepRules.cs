using BotKit.Ledger;

namespace BotKit.Schedules;

/// <summary>What every store asks of what it is given.</summary>
internal static class StepRules
{
    public static void ThrowIfInvalid(ScheduleFireRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(request.Max, PageSize.Max);
    }

    public static void ThrowIfTooMany(IReadOnlyList<string> ids)
        => ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, PageSize.Max);

    /// <exception cref="InvalidOperationException">A delegate decided about another schedule than the one it was asked about.</exception>
    public static void ThrowIfOther(string id, BotSchedule? schedule)
    {
        if (schedule is not null && !string.Equals(schedule.Definition.Id, id, StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"Schedule '{schedule.Definition.Id}' was decided where '{id}' was asked for.");
        }
    }

    /// <inheritdoc cref="ThrowIfOther"/>
    public static void ThrowIfInvalid(string id, ScheduleStep step)
    {
        ThrowIfOther(id, step.Schedule);
        for (var i = 0; i < step.Occurrences.Count; i++)
        {
            if (!string.Equals(step.Occurrences[i].Schedule, id, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"An occurrence of '{step.Occurrences[i].Schedule}' was decided where '{id}' was asked for.");
            }
        }
    }
}
