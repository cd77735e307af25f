namespace BotKit.Handlers.Analytics;

/// <summary>What a report says, before it is written in any format.</summary>
/// <param name="Title">Its title.</param>
/// <param name="For">The time for which it is, in the source's time zone.</param>
/// <param name="Zone">The time zone.</param>
/// <param name="Period">The period of its rows.</param>
/// <param name="Read">What was read.</param>
/// <param name="Parts">Its parts.</param>
internal sealed record ReportContent(
    string Title, DateTime For, string Zone, ResolvedPeriod Period, AnalyticsRead Read, IReadOnlyList<ReportContentPart> Parts)
{
    public static ReportContent Of(
        ReportDefinition report, IReadOnlyList<JobPart> parts, RowTable rows, AnalyticsRead read, DateTimeOffset now, TimeText times, CancellationToken cancellationToken)
    {
        var local = times.Local(now);
        return new(
            report.Title,
            local,
            times.Zone.Id,
            ResolvedPeriod.Of(report.Period, local),
            read,
            [.. parts.Select(part => ReportContentPart.Of(part, part.TryRun(rows, read, cancellationToken), local))]);
    }
}
