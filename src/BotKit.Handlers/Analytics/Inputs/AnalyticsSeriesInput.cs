namespace BotKit.Handlers;

/// <summary>An operation on one figure over time.</summary>
public abstract record AnalyticsSeriesInput : AnalyticsRowsInput
{
    private protected AnalyticsSeriesInput()
    {
    }

    /// <summary>The figure.</summary>
    public required KpiDefinition Kpi { get; init; }

    /// <summary>
    /// The steps of time. Steps without rows count as 0 for counts and sums, else as the line between their neighbours; the step in which the
    /// run happens is left out.
    /// </summary>
    public required TimeGrain Grain { get; init; }

    /// <summary>After how many steps seasons come again, 1 (none) to 10,000. Default the usual for the grain, such as 7 for days.</summary>
    public int? Season { get; init; }
}
