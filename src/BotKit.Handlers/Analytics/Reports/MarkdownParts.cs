using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>The parts of a report as Markdown.</summary>
internal static class MarkdownParts
{
    private const int MaxRows = 60;

    public static void Write(AnalyticsResult result, ReportSpan span, StringBuilder text)
    {
        switch (result)
        {
            case AnalyticsKpis kpis: Write(kpis, span, text); break;
            case AnalyticsComparison comparison: Write(comparison, text); break;
            case AnalyticsCohorts cohorts: Write(cohorts, text); break;
            case AnalyticsPareto pareto: Write(pareto, text); break;
            case AnalyticsTrend trend: Write(trend, text); break;
            case AnalyticsAnomalies anomalies: Write(anomalies, text); break;
            case AnalyticsForecast forecast: Write(forecast, text); break;
            default: throw new ArgumentOutOfRangeException(nameof(result));
        }
    }

    private static void Write(AnalyticsKpis kpis, ReportSpan span, StringBuilder text)
    {
        Table(text, ["Figure", "Value"], kpis.Figures.Select((figure, at) => new[] { NumberText.Named(figure), NumberText.Of(kpis.Totals[at], figure) }));
        if (kpis.Steps is { } steps)
        {
            text.Append('\n');
            Table(text, ["Time", .. kpis.Figures.Select(NumberText.Named)], steps.TakeLast(MaxRows).Select(step => Row(ReportWords.Step(step.At, kpis.Grain!.Value, span), step.Values)));
        }

        if (kpis.Groups is { } groups)
        {
            text.Append('\n');
            Table(text, [kpis.Dimension!, .. kpis.Figures.Select(NumberText.Named)], groups.Select(group => Row(ReportWords.Group(group.Value), group.Values)));
        }

        string[] Row(string head, IReadOnlyList<double?> values) => [head, .. values.Select((value, at) => NumberText.Of(value, kpis.Figures[at]))];
    }

    private static void Write(AnalyticsComparison comparison, StringBuilder text)
    {
        text.Append(ReportWords.Periods(comparison)).Append("\n\n");
        Table(text, ["Figure", "Now", "Before", "Change"], comparison.Changes.Select(static change => new[]
        {
            NumberText.Named(change.Figure), NumberText.Of(change.Value, change.Figure), NumberText.Of(change.BaseValue, change.Figure), ReportWords.Change(change),
        }));
        if (comparison.Movers is { } movers)
        {
            var figure = comparison.Changes[0].Figure;
            text.Append('\n');
            Table(text, [comparison.Dimension!, "Now", "Before", "Change"], movers.Select(mover => new[]
            {
                ReportWords.Group(mover.Value), NumberText.Of(mover.Now, figure), NumberText.Of(mover.Then, figure), NumberText.Of(mover.Difference, figure),
            }));
        }
    }

    private static void Write(AnalyticsCohorts cohorts, StringBuilder text)
        => Table(
            text,
            ["First", "Size", .. Enumerable.Range(0, cohorts.Retention.Count).Select(static step => step.ToString(CultureInfo.InvariantCulture))],
            cohorts.Cohorts.Select(cohort => (string[])
            [
                NumberText.Of(cohort.At, cohorts.Grain),
                NumberText.Of(cohort.Size, 0),
                .. Enumerable.Range(0, cohorts.Retention.Count)
                    .Select(step => step < cohort.Active.Count ? NumberText.Percent((double)cohort.Active[step] / cohort.Size) : ""),
            ]));

    private static void Write(AnalyticsPareto pareto, StringBuilder text)
    {
        text.Append(SafeText.Markdown(ReportWords.Pareto(pareto))).Append("\n\n");
        Table(text, [pareto.Dimension, NumberText.Named(pareto.Figure), "Share", "Cumulative", "Class"], pareto.Items.Select(item => new[]
        {
            ReportWords.Group(item.Value), NumberText.Of(item.Figure, pareto.Figure), NumberText.Percent(item.Share), NumberText.Percent(item.Cumulative), item.Class,
        }));
    }

    private static void Write(AnalyticsTrend trend, StringBuilder text)
    {
        text.Append(SafeText.Markdown($"{ReportWords.Direction(trend)} {ReportWords.Seasons(trend)}")).Append("\n\n");
        Table(text, ["Time", NumberText.Named(trend.Figure), "Trend"], trend.Points.TakeLast(MaxRows).Select(point => new[]
        {
            NumberText.Of(point.At, trend.Grain), NumberText.Of(point.Value, trend.Figure), NumberText.Of(point.Trend, trend.Figure),
        }));
    }

    private static void Write(AnalyticsAnomalies found, StringBuilder text)
    {
        text.Append(SafeText.Markdown(ReportWords.Anomalies(found))).Append('\n');
        if (found.Anomalies.Count > 0)
        {
            text.Append('\n');
            Table(text, ["Time", NumberText.Named(found.Figure), "What", "Usual", "Rarity"], found.Anomalies.TakeLast(MaxRows).Select(anomaly => new[]
            {
                NumberText.Of(anomaly.At, found.Grain),
                NumberText.Of(anomaly.Value, found.Figure),
                ReportWords.Kind(anomaly),
                $"{NumberText.Of(anomaly.UsualFrom, found.Figure)} to {NumberText.Of(anomaly.UsualTo, found.Figure)}",
                anomaly.Score.ToString("0.0", CultureInfo.InvariantCulture),
            }));
        }
    }

    private static void Write(AnalyticsForecast forecast, StringBuilder text)
    {
        text.Append(SafeText.Markdown(ReportWords.Forecast(forecast))).Append("\n\n");
        Table(text, ["Time", NumberText.Named(forecast.Figure), "From", "To"], forecast.Steps.Take(MaxRows).Select(step => new[]
        {
            NumberText.Of(step.At, forecast.Grain),
            NumberText.Of(step.Value, forecast.Figure),
            NumberText.Of(step.Lower, forecast.Figure),
            NumberText.Of(step.Upper, forecast.Figure),
        }));
    }

    private static void Table(StringBuilder text, IReadOnlyList<string> heads, IEnumerable<string[]> rows)
    {
        text.Append("| ").AppendJoin(" | ", heads.Select(SafeText.Markdown)).Append(" |\n|").Insert(text.Length, "---|", heads.Count).Append('\n');
        foreach (var row in rows)
        {
            text.Append("| ").AppendJoin(" | ", row.Select(SafeText.Markdown)).Append(" |\n");
        }
    }
}
