namespace BotKit.Handlers.Analytics;

/// <summary>A span of local time.</summary>
/// <param name="From">From this time on; <see langword="null"/> for no limit.</param>
/// <param name="To">Before this time; <see langword="null"/> for no limit.</param>
internal readonly record struct ResolvedPeriod(DateTime? From, DateTime? To)
{
    /// <param name="period">What was asked for.</param>
    /// <param name="now">The time in the source's time zone for which the run is.</param>
    public static ResolvedPeriod Of(AnalyticsPeriod? period, DateTime now)
    {
        if (period?.Last is not { } last)
        {
            return new(period?.From, period?.To);
        }

        var grain = period.Grain ?? TimeGrain.Day;
        var to = TimeSteps.StartOf(now, grain);
        return new(TimeSteps.Add(to, grain, -last), to);
    }

    /// <summary>The condition of it in a statement.</summary>
    public string Sql(RowDemand demand)
    {
        if (From is null && To is null)
        {
            return "1";
        }

        demand.NeedsTime = true;
        var from = From is { } begin ? $"{RowDemand.Time} >= {demand.Value(Seconds(begin))}" : "1";
        var to = To is { } end ? $"{RowDemand.Time} < {demand.Value(Seconds(end))}" : "1";
        return $"({from} AND {to})";
    }

    private static long Seconds(DateTime local) => (long)Math.Ceiling((local - DateTime.UnixEpoch).TotalSeconds);
}
