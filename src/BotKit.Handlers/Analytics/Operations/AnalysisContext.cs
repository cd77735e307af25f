namespace BotKit.Handlers.Analytics;

/// <summary>What operations are compiled against.</summary>
/// <param name="Demand">Gathers what they need of the source.</param>
/// <param name="HasTime">Whether its rows have times.</param>
/// <param name="Now">The time in the source's time zone for which the run is.</param>
internal sealed record AnalysisContext(RowDemand Demand, bool HasTime, DateTime Now)
{
    /// <exception cref="BotException">The source has no times.</exception>
    public void RequireTime()
    {
        if (!HasTime)
        {
            throw AnalyticsFailure.Of(AnalyticsErrorCodes.TimeMissing, "The source has no column of times.");
        }
    }

    /// <exception cref="BotException">There is a period, but the source has no times.</exception>
    public ResolvedPeriod Resolve(AnalyticsPeriod? period)
    {
        var resolved = ResolvedPeriod.Of(period, Now);
        if (resolved.From is not null || resolved.To is not null)
        {
            RequireTime();
        }

        return resolved;
    }
}
