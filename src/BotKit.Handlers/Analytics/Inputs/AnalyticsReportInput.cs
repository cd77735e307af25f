namespace BotKit.Handlers;

/// <summary>
/// Asks for a report of several parts as files, and perhaps by e-mail; the answer is an <see cref="AnalyticsReport"/>. A report that the
/// options define is asked for by its name alone.
/// </summary>
public sealed record AnalyticsReportInput : AnalyticsInput
{
    /// <summary>The name of a report in the options; instead of <see cref="Definition"/>.</summary>
    public string? Report { get; init; }

    /// <summary>The report itself; instead of <see cref="Report"/>.</summary>
    public ReportDefinition? Definition { get; init; }
}
