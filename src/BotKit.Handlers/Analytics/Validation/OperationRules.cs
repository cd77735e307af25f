namespace BotKit.Handlers.Analytics;

/// <summary>The rules of operations that their definitions and columns have; plain members are checked by each validator itself.</summary>
internal static class OperationRules
{
    private const int MaxKpis = 50;
    private const int MaxParts = 40;
    private const int MaxRecipients = 20;

    /// <param name="input">The operation.</param>
    /// <param name="path">Where it is; empty for the input itself.</param>
    /// <param name="breaks">Gets what is wrong.</param>
    public static void Check(AnalyticsRowsInput input, string path, RuleBreaks breaks)
    {
        var prefix = path.Length == 0 ? "" : path + ".";
        if (path.Length == 0)
        {
            SourceRules.Check(input.Source, "Source", breaks);
        }
        else
        {
            breaks.Require(input.Source is null, prefix + "Source", "A part of a report has the report's source.");
        }

        SourceRules.Check(input.Period, prefix + "Period", breaks);
        breaks.Require(input.Title is null || TextRules.IsLine(input.Title, TextRules.MaxTitleLength), prefix + "Title", $"It must be one line of at most {TextRules.MaxTitleLength} characters.");
        switch (input)
        {
            case AnalyticsKpisInput kpis:
                CheckKpis(kpis.Kpis, prefix + "Kpis", breaks);
                CheckColumn(kpis.Dimension, prefix + "Dimension", breaks);
                break;
            case AnalyticsComparisonInput comparison:
                CheckKpis(comparison.Kpis, prefix + "Kpis", breaks);
                CheckColumn(comparison.Dimension, prefix + "Dimension", breaks);
                break;
            case AnalyticsCohortsInput cohorts:
                breaks.Require(TextRules.IsColumn(cohorts.Who), prefix + "Who", "It must be the name of a column.");
                FilterRules.Check(cohorts.Filter, prefix + "Filter", breaks);
                break;
            case AnalyticsParetoInput pareto:
                MeasureRules.Check(pareto.Kpi, prefix + "Kpi", breaks);
                breaks.Require(pareto.Kpi?.Measure is null or { Sum: not null } or { Count: not null } or { CountDistinct: not null }, prefix + "Kpi.Measure", "It must be a count or a sum.");
                breaks.Require(TextRules.IsColumn(pareto.Dimension), prefix + "Dimension", "It must be the name of a column.");
                break;
            case AnalyticsSeriesInput series:
                MeasureRules.Check(series.Kpi, prefix + "Kpi", breaks);
                break;
        }
    }

    public static void Check(ReportDefinition? report, string path, RuleBreaks breaks)
    {
        if (!breaks.Require(report is not null, path, "A report must be an object."))
        {
            return;
        }

        breaks.Require(TextRules.IsLine(report!.Title, TextRules.MaxTitleLength) && report.Title.Trim().Length > 0, path + ".Title", $"It must be one line of 1 to {TextRules.MaxTitleLength} characters.");
        SourceRules.Check(report.Source, path + ".Source", breaks);
        SourceRules.Check(report.Period, path + ".Period", breaks);
        breaks.Require(report.Formats is null or { Count: >= 1 and <= 3 }, path + ".Formats", "There must be 1 to 3 formats.");
        breaks.Require(report.Formats is null || report.Formats.All(Enum.IsDefined), path + ".Formats", "All must be formats of a report.");
        breaks.Require(
            report.EmailTo is null || (report.EmailTo.Count <= MaxRecipients && report.EmailTo.All(AnalyticsName.IsValid)),
            path + ".EmailTo", $"There must be at most {MaxRecipients} names of recipients.");
        if (!breaks.Require(report.Parts is { Count: >= 1 and <= MaxParts }, path + ".Parts", $"There must be 1 to {MaxParts} parts."))
        {
            return;
        }

        for (var at = 0; at < report.Parts.Count; at++)
        {
            var part = $"{path}.Parts[{at}]";
            if (breaks.Require(report.Parts[at] is not null, part, "A part must be an object."))
            {
                Check(report.Parts[at], part, breaks);
                RangeRules.Check(report.Parts[at], part, breaks);
            }
        }
    }

    private static void CheckKpis(IReadOnlyList<KpiDefinition>? kpis, string path, RuleBreaks breaks)
    {
        if (!breaks.Require(kpis is { Count: >= 1 and <= MaxKpis }, path, $"There must be 1 to {MaxKpis} figures."))
        {
            return;
        }

        for (var at = 0; at < kpis!.Count; at++)
        {
            MeasureRules.Check(kpis[at], $"{path}[{at}]", breaks);
        }

        var names = kpis.Where(static kpi => kpi is not null).Select(static kpi => kpi.Name).ToList();
        breaks.Require(names.Distinct(StringComparer.OrdinalIgnoreCase).Count() == names.Count, path, "Each figure must have its own name.");
    }

    private static void CheckColumn(string? column, string path, RuleBreaks breaks)
        => breaks.Require(column is null || TextRules.IsColumn(column), path, "It must be the name of a column.");
}
