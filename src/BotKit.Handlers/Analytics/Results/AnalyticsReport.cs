namespace BotKit.Handlers;

/// <summary>A report that was written.</summary>
public sealed record AnalyticsReport : AnalyticsResult
{
    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>The files, to fetch by their ids.</summary>
    public required IReadOnlyList<AnalyticsReportFile> Files { get; init; }

    /// <summary>How many parts it has.</summary>
    public required int Parts { get; init; }

    /// <summary>The parts that could not be computed, such as a forecast of too few steps; the report says so, too.</summary>
    public required IReadOnlyList<AnalyticsReportGap> Gaps { get; init; }

    /// <summary>The names of the recipients to whom it was sent.</summary>
    public required IReadOnlyList<string> EmailedTo { get; init; }
}
