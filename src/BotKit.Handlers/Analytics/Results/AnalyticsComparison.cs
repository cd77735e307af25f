namespace BotKit.Handlers;

/// <summary>Figures of a period beside those of another.</summary>
public sealed record AnalyticsComparison : AnalyticsResult
{
    /// <summary>The begin of the period.</summary>
    public required DateTime From { get; init; }

    /// <summary>The end of the period; not within it.</summary>
    public required DateTime To { get; init; }

    /// <summary>The begin of the other period.</summary>
    public required DateTime BaseFrom { get; init; }

    /// <summary>The end of the other period; not within it.</summary>
    public required DateTime BaseTo { get; init; }

    /// <summary>The figures.</summary>
    public required IReadOnlyList<AnalyticsChange> Changes { get; init; }

    /// <summary>The column whose values are compared, or <see langword="null"/>.</summary>
    public string? Dimension { get; init; }

    /// <summary>The values of the column that moved the first figure most, up or down.</summary>
    public IReadOnlyList<AnalyticsMover>? Movers { get; init; }
}
