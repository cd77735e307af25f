namespace BotKit.Handlers.Analytics;

/// <summary>Figures as cards, lines and bars.</summary>
internal static class HtmlFigures
{
    private const int MaxRows = 60;

    public static void Write(AnalyticsKpis kpis, ReportSpan span, string zone, HtmlWriter html)
    {
        html.Markup("<ul class=\"cards\">");
        for (var at = 0; at < kpis.Figures.Count; at++)
        {
            html.Markup("<li>").Element("span", kpis.Figures[at].Label)
                .Element("b", NumberText.Of(kpis.Totals[at], kpis.Figures[at])).Element("span", NumberText.UnitOf(kpis.Figures[at]) ?? "").Markup("</li>");
        }

        html.Markup("</ul>");
        if (kpis.Steps is { Count: > 0 } steps)
        {
            Write(kpis, steps, span, zone, html);
        }

        if (kpis.Groups is { Count: > 0 } groups)
        {
            Write(kpis, groups, html);
        }
    }

    private static void Write(AnalyticsKpis kpis, IReadOnlyList<AnalyticsStep> steps, ReportSpan span, string zone, HtmlWriter html)
    {
        var grain = kpis.Grain!.Value;
        var hasPart = !span.Holds(steps[0].At, grain) || !span.Holds(steps[^1].At, grain);
        for (var at = 0; at < kpis.Figures.Count; at++)
        {
            var figure = kpis.Figures[at];
            AnalyticsPoint[] points = [.. steps.Where(step => step.Values[at] is not null).Select(step => new AnalyticsPoint(step.At, step.Values[at]!.Value))];
            if (points.Length > 0)
            {
                html.Chart(figure.Label, new LineChart
                {
                    Description = $"{figure.Label} by {OperationWords.Of(grain)}",
                    ValueTitle = NumberText.Named(figure),
                    Grain = grain,
                    Zone = zone,
                    Points = points,
                    IsFirstInPart = !span.Holds(points[0].At, grain),
                    IsLastInPart = !span.Holds(points[^1].At, grain),
                }.Draw);
            }
        }

        if (hasPart)
        {
            html.Key(("line", $"Whole {OperationWords.Of(grain)}s"), ("line ahead", "In part"));
        }

        html.Markup("<details><summary>").Text(HtmlSeries.DataTitle(steps.Count, MaxRows)).Markup("</summary>")
            .Table(
                $"Figures by {OperationWords.Of(grain)}",
                [("Time", false), .. kpis.Figures.Select(static figure => (NumberText.Named(figure), true))],
                steps.TakeLast(MaxRows).Select(step => (IReadOnlyList<string>)[ReportWords.Step(step.At, grain, span), .. step.Values.Select((value, at) => NumberText.Of(value, kpis.Figures[at]))]))
            .Markup("</details>");
    }

    private static void Write(AnalyticsKpis kpis, IReadOnlyList<AnalyticsGroup> groups, HtmlWriter html)
    {
        var figure = kpis.Figures[0];
        (string, double, string)[] bars = [.. groups.Where(static group => group.Values[0] is not null)
            .Select(group => (ReportWords.Group(group.Value), group.Values[0]!.Value, NumberText.Of(group.Values[0], figure)))];
        if (bars.Length > 0)
        {
            html.Chart($"{figure.Label} by {kpis.Dimension}", new BarChart
            {
                Description = $"{figure.Label} by {kpis.Dimension}",
                ValueTitle = NumberText.Named(figure),
                LabelTitle = kpis.Dimension!,
                Bars = bars,
            }.Draw);
        }

        html.Markup("<details><summary>").Text($"Data: {groups.Count} of {kpis.GroupCount}").Markup("</summary>")
            .Table(
                $"Figures by {kpis.Dimension}",
                [(kpis.Dimension!, false), .. kpis.Figures.Select(static one => (NumberText.Named(one), true))],
                groups.Select(group => (IReadOnlyList<string>)[ReportWords.Group(group.Value), .. group.Values.Select((value, at) => NumberText.Of(value, kpis.Figures[at]))]))
            .Markup("</details>");
    }
}
