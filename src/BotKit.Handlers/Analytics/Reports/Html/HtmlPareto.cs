using System.Globalization;

namespace BotKit.Handlers.Analytics;

/// <summary>The vital few as columns under their cumulative share.</summary>
internal static class HtmlPareto
{
    public static void Write(AnalyticsPareto pareto, HtmlWriter html)
    {
        html.Element("p", ReportWords.Pareto(pareto));
        if (pareto.Items.Count == 0)
        {
            return;
        }

        html.Chart(null, new ColumnChart
        {
            Description = $"{pareto.Figure.Label} of each {pareto.Dimension}, the greatest first, with the cumulative share",
            ValueTitle = NumberText.Named(pareto.Figure),
            OrderTitle = $"Rank of {pareto.Dimension}",
            Columns = [.. pareto.Items.Select(static (item, at) => ((at + 1).ToString(CultureInfo.InvariantCulture), item.Figure))],
            Cumulative = [.. pareto.Items.Select(static item => item.Cumulative)],
        }.Draw)
            .Key(("bar", pareto.Figure.Label), ("line second", "Cumulative share of all"))
            .Markup("<details><summary>").Text($"Data: {pareto.Items.Count} of {pareto.Count}").Markup("</summary>")
            .Table(
                $"{pareto.Figure.Label} by {pareto.Dimension}",
                [("Rank", true), (pareto.Dimension, false), (NumberText.Named(pareto.Figure), true), ("Share", true), ("Cumulative", true), ("Class", false)],
                pareto.Items.Select((item, at) => (IReadOnlyList<string>)
                [
                    (at + 1).ToString(CultureInfo.InvariantCulture),
                    ReportWords.Group(item.Value),
                    NumberText.Of(item.Figure, pareto.Figure),
                    NumberText.Percent(item.Share),
                    NumberText.Percent(item.Cumulative),
                    item.Class,
                ]))
            .Markup("</details>");
    }
}
