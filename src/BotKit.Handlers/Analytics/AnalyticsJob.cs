namespace BotKit.Handlers.Analytics;

/// <summary>An input, made ready to read its rows.</summary>
/// <param name="Source">Where they come from.</param>
/// <param name="Demand">What is needed of them.</param>
/// <param name="Period">Of which times.</param>
/// <param name="Parts">What asks them.</param>
/// <param name="Report">The report, unless it is a single operation.</param>
internal sealed record AnalyticsJob(RowSource Source, RowDemand Demand, ResolvedPeriod Period, IReadOnlyList<JobPart> Parts, ReportDefinition? Report)
{
    public static AnalyticsJob Of(
        RowSource source, IReadOnlyList<AnalyticsRowsInput> inputs, AnalyticsPeriod? period, ReportDefinition? report, AnalysisCompiler compiler, DateTimeOffset now)
    {
        var context = new AnalysisContext(new RowDemand(), source.HasTime, source.Times.Local(now));
        var parts = inputs.Select(input => JobPart.Of(input, period, compiler, context, mayFail: report is not null)).ToList();
        var reads = parts.Where(static part => part.Analysis is not null).Select(static part => part.Analysis!.Reads).DefaultIfEmpty().ToList();
        var whole = new ResolvedPeriod(
            reads.Exists(static read => read.From is null) ? null : reads.Min(static read => read.From),
            reads.Exists(static read => read.To is null) ? null : reads.Max(static read => read.To));
        return !source.IsBounded && whole.From is null
            ? throw AnalyticsFailure.Of(AnalyticsErrorCodes.TimeMissing, "The ledger is read for a period only; its begin is missing.")
            : new(source, context.Demand, whole, parts, report);
    }
}
