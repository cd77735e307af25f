using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Sentences that all formats share.</summary>
internal static class ReportWords
{
    public static string Subtitle(ReportContent content)
    {
        var period = (content.Period.From, content.Period.To) switch
        {
            ({ } from, { } to) => $"{NumberText.Of(from)} to {LastOf(to)}",
            ({ } from, null) => $"From {NumberText.Of(from)}",
            (null, { } to) => $"Until {LastOf(to)}",
            _ when content.Read is { From: { } from, To: { } to } => $"{NumberText.Of(from)} to {NumberText.Of(to)}",
            _ => "All rows",
        };
        return $"{period} · as of {content.For.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} · times in {content.Zone}";
    }

    public static string Sources(ReportContent content)
    {
        var bad = content.Read.BadRows == 0 ? "" : $" {Count(content.Read.BadRows, "row")} could not be read and do not count.";
        var cells = content.Read.Problems.Where(static problem => problem.Column is not null).Sum(static problem => problem.Count);
        var odd = cells == 0 ? "" : $" {Count(cells, "value")} of the wrong kind count as empty.";
        return $"Made from {Count(content.Read.Rows, "row")}.{bad}{odd}";
    }

    public static string Direction(AnalyticsTrend trend) => trend.Direction switch
    {
        "steady" => "No steady rise or fall: chance explains the changes.",
        _ => $"{(trend.Direction == "rising" ? "Rising" : "Falling")} by {NumberText.WithUnit(Math.Abs(trend.ChangePerStep), Finer(trend.Figure))} per {OperationWords.Of(trend.Grain)} (median).",
    };

    public static string Seasons(AnalyticsTrend trend) => trend.Seasons is null
        ? "No significant seasons."
        : $"Seasons explain {NumberText.Percent(trend.SeasonalStrength)} of what the trend leaves.";

    public static string Anomalies(AnalyticsAnomalies found) => (found.JudgedFrom, found.Anomalies.Count) switch
    {
        (null, _) => "Too little is known yet to tell what is unusual.",
        ({ } from, 0) => $"Nothing unusual since {NumberText.Of(from, found.Grain)}.",
        ({ } from, var count) => $"{Count(count, "unusual time")} since {NumberText.Of(from, found.Grain)}, each judged from what came before it alone.",
    };

    public static string Forecast(AnalyticsForecast forecast)
        => $"Method: {OperationWords.Of(forecast.Method)}. The band should hold {NumberText.Of(forecast.Level * 100, forecast.Level * 100 % 1 == 0 ? 0 : 1)} % of what comes.";

    public static string Pareto(AnalyticsPareto pareto) => pareto.Count == 0
        ? "There are no values above 0."
        : $"{NumberText.Of(pareto.CountOfShare, 0)} of {NumberText.Of(pareto.Count, 0)} ({NumberText.Percent((double)pareto.CountOfShare / pareto.Count)}) make up {NumberText.Percent(pareto.Share)} of {NumberText.WithUnit(pareto.Total, pareto.Figure)}.";

    public static string Periods(AnalyticsComparison comparison)
        => $"{NumberText.Of(comparison.From)} to {LastOf(comparison.To)}, beside {NumberText.Of(comparison.BaseFrom)} to {LastOf(comparison.BaseTo)}.";

    public static string Change(AnalyticsChange change) => change switch
    {
        { Difference: null } => "no comparison",
        { Difference: 0 } => "unchanged",
        { Percent: { } percent } => $"{(percent > 0 ? "▲" : "▼")} {NumberText.Of(Math.Abs(percent), 1)} %",
        _ => change.Difference > 0 ? "▲ from 0" : "▼ from 0",
    };

    /// <summary>The name of a step, which says when it lies only in part in the span.</summary>
    public static string Step(DateTime at, TimeGrain grain, ReportSpan span) => NumberText.Of(at, grain) + (span.Holds(at, grain) ? "" : " (in part)");

    /// <summary>What is unusual; of a course, also where it ended.</summary>
    public static string Kind(AnalyticsAnomaly anomaly) => OperationWords.Of(anomaly.Kind) + anomaly switch
    {
        { Kind: not AnomalyKind.Pattern } => "",
        _ when anomaly.Value > anomaly.UsualTo => ", high",
        _ when anomaly.Value < anomaly.UsualFrom => ", low",
        _ => "",
    };

    public static string Group(string? value) => value ?? "(empty)";

    private static string Count(long count, string noun) => $"{NumberText.Of(count, 0)} {noun}{(count == 1 ? "" : "s")}";

    private static AnalyticsFigure Finer(AnalyticsFigure figure) => figure with { Decimals = Math.Max(figure.Decimals, 2) };

    /// <summary>People name the last day of a period, not the one after it.</summary>
    private static string LastOf(DateTime end) => end.TimeOfDay == default && end > DateTime.MinValue.AddDays(1) ? NumberText.Of(end.AddDays(-1)) : NumberText.Of(end);
}
