namespace BotKit.Handlers.Analytics;

/// <summary>The time that a part of a report is about.</summary>
/// <param name="Period">Its period.</param>
/// <param name="Now">The time for which the report is.</param>
internal readonly record struct ReportSpan(ResolvedPeriod Period, DateTime Now)
{
    /// <summary>Whether a step of time lies in it from begin to end.</summary>
    public bool Holds(DateTime step, TimeGrain grain)
    {
        if (step < Period.From)
        {
            return false;
        }

        // The last years of the calendar have no end that could be compared.
        var limit = Period.To < Now ? Period.To.Value : Now;
        return step.Year >= 9999 ? step < limit : TimeSteps.Add(step, grain, 1) <= limit;
    }
}
