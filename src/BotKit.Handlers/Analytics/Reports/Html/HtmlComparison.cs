namespace BotKit.Handlers.Analytics;

/// <summary>A comparison as cards and bars.</summary>
internal static class HtmlComparison
{
    public static void Write(AnalyticsComparison comparison, HtmlWriter html)
    {
        html.Element("p", ReportWords.Periods(comparison), "soft").Markup("<ul class=\"cards\">");
        foreach (var change in comparison.Changes)
        {
            html.Markup("<li>").Element("span", NumberText.Named(change.Figure)).Element("b", NumberText.Of(change.Value, change.Figure))
                .Element("span", $"{ReportWords.Change(change)} · before {NumberText.Of(change.BaseValue, change.Figure)}").Markup("</li>");
        }

        html.Markup("</ul>");
        if (comparison.Movers is not { Count: > 0 } movers)
        {
            return;
        }

        var figure = comparison.Changes[0].Figure;
        html.Chart($"What moved {figure.Label} most, by {comparison.Dimension}", new BarChart
        {
            Description = $"Change of {figure.Label} by {comparison.Dimension}",
            ValueTitle = $"Change of {NumberText.Named(figure)}",
            LabelTitle = comparison.Dimension!,
            Bars = [.. movers.Select(mover => (ReportWords.Group(mover.Value), mover.Difference, Signed(mover.Difference, figure)))],
        }.Draw);
        html.Markup("<details><summary>Data</summary>")
            .Table(
                $"{figure.Label} by {comparison.Dimension}, now and before",
                [(comparison.Dimension!, false), ("Now", true), ("Before", true), ("Change", true)],
                movers.Select(mover => (IReadOnlyList<string>)
                    [ReportWords.Group(mover.Value), NumberText.Of(mover.Now, figure), NumberText.Of(mover.Then, figure), Signed(mover.Difference, figure)]))
            .Markup("</details>");
    }

    private static string Signed(double difference, AnalyticsFigure figure) => (difference > 0 ? "+" : "") + NumberText.Of(difference, figure);
}
