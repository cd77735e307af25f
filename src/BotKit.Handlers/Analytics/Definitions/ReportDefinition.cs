namespace BotKit.Handlers;

/// <summary>A report: its rows, its period and its parts.</summary>
public sealed record ReportDefinition
{
    /// <summary>Its title, at most 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>Where the rows come from.</summary>
    public required AnalyticsSource Source { get; init; }

    /// <summary>Of which time rows count. Default all.</summary>
    public AnalyticsPeriod? Period { get; init; }

    /// <summary>The parts in order, 1 to 40: operations without a source.</summary>
    public required IReadOnlyList<AnalyticsRowsInput> Parts { get; init; }

    /// <summary>The files to write. Default all formats.</summary>
    public IReadOnlyList<ReportFormat>? Formats { get; init; }

    /// <summary>The names of recipients in the options who get it by e-mail, at most 20. Default none.</summary>
    public IReadOnlyList<string>? EmailTo { get; init; }
}
