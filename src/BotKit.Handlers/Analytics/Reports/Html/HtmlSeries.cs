using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>Trends, anomalies and forecasts as lines.</summary>
internal static class HtmlSeries
{
    private const int MaxRows = 60;
    private const int StepsPerStepAhead = 6;
    private const int LeastHistory = 30;

    public static void Write(AnalyticsTrend trend, string zone, HtmlWriter html)
    {
        html.Element("p", $"{ReportWords.Direction(trend)} {ReportWords.Seasons(trend)}")
            .Chart(null, new LineChart
            {
                Description = $"{trend.Figure.Label} by {OperationWords.Of(trend.Grain)} with its trend",
                ValueTitle = NumberText.Named(trend.Figure),
                Grain = trend.Grain,
                Zone = zone,
                Points = [.. trend.Points.Select(static point => new AnalyticsPoint(point.At, point.Value))],
                Second = [.. trend.Points.Select(static point => new AnalyticsPoint(point.At, point.Trend))],
            }.Draw)
            .Key(("line", trend.Figure.Label), ("line second", "Trend without seasons"));
        if (trend.Seasons is { } seasons)
        {
            html.Chart("Seasons", new ColumnChart
            {
                Description = $"What each season {(trend.SeasonsMultiply ? "multiplies" : "adds to")} {trend.Figure.Label}",
                ValueTitle = trend.SeasonsMultiply ? "Factor (1 = average)" : $"Difference from average{(trend.Figure.Unit is { } unit ? $" ({unit})" : "")}",
                OrderTitle = SeasonNames.Title(trend.Grain, seasons.Count),
                Columns = [.. SeasonNames.InOrder(trend, seasons)],
                Base = trend.SeasonsMultiply ? 1 : 0,
            }.Draw);
        }
    }

    public static void Write(AnalyticsAnomalies found, string zone, HtmlWriter html)
    {
        html.Element("p", ReportWords.Anomalies(found))
            .Chart(null, new LineChart
            {
                Description = $"{found.Figure.Label} by {OperationWords.Of(found.Grain)}, unusual times marked",
                ValueTitle = NumberText.Named(found.Figure),
                Grain = found.Grain,
                Zone = zone,
                Points = found.Points,
                Marked = [.. found.Anomalies.Select(static anomaly => new AnalyticsPoint(anomaly.At, anomaly.Value))],
            }.Draw);
        if (found.Anomalies.Count == 0)
        {
            return;
        }

        html.Key(("line", found.Figure.Label), ("odd", "Unusual"))
            .Table(
                $"Unusual times of {found.Figure.Label}",
                [("Time", false), (NumberText.Named(found.Figure), true), ("What", false), ("Usual", true), ("Rarity", true)],
                found.Anomalies.TakeLast(MaxRows).Select(anomaly => (IReadOnlyList<string>)
                [
                    NumberText.Of(anomaly.At, found.Grain),
                    NumberText.Of(anomaly.Value, found.Figure),
                    ReportWords.Kind(anomaly),
                    $"{NumberText.Of(anomaly.UsualFrom, found.Figure)} to {NumberText.Of(anomaly.UsualTo, found.Figure)}",
                    anomaly.Score.ToString("0.0", CultureInfo.InvariantCulture),
                ]));
    }

    public static void Write(AnalyticsForecast forecast, string zone, HtmlWriter html)
    {
        var shown = Math.Max(LeastHistory, StepsPerStepAhead * forecast.Steps.Count);
        html.Element("p", ReportWords.Forecast(forecast))
            .Chart(null, new LineChart
            {
                Description = $"{forecast.Figure.Label} by {OperationWords.Of(forecast.Grain)} and its forecast",
                ValueTitle = NumberText.Named(forecast.Figure),
                Grain = forecast.Grain,
                Zone = zone,
                Points = [.. forecast.History.TakeLast(shown)],
                Ahead = forecast.Steps,
            }.Draw)
            .Key(("line", forecast.Figure.Label), ("line ahead", "Forecast"), ("band", "Interval"))
            .Markup("<details><summary>").Text(DataTitle(forecast.Steps.Count, MaxRows)).Markup("</summary>")
            .Table(
                $"Forecast of {forecast.Figure.Label}",
                [("Time", false), (NumberText.Named(forecast.Figure), true), ("From", true), ("To", true)],
                forecast.Steps.Take(MaxRows).Select(step => (IReadOnlyList<string>)
                [
                    NumberText.Of(step.At, forecast.Grain),
                    NumberText.Of(step.Value, forecast.Figure),
                    NumberText.Of(step.Lower, forecast.Figure),
                    NumberText.Of(step.Upper, forecast.Figure),
                ]))
            .Markup("</details>");
    }

    public static string DataTitle(int count, int shown)
        => count <= shown ? "Data" : string.Create(CultureInfo.InvariantCulture, $"Data: {shown} of {count}");
}
