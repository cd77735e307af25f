using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>Values in an order, as columns; perhaps with a line of cumulative per cent over them.</summary>
internal sealed record ColumnChart
{
    private const double MaxColumn = 48;

    public required string Description { get; init; }

    /// <summary>The title of the scale of values, with its unit.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>The title of the order, with its unit.</summary>
    public required string OrderTitle { get; init; }

    public required IReadOnlyList<(string Label, double Value)> Columns { get; init; }

    /// <summary>The cumulative share of each column, 0 to 1. Default none.</summary>
    public IReadOnlyList<double> Cumulative { get; init; } = [];

    /// <summary>Where columns start, when it is not zero: 1 for factors.</summary>
    public double Base { get; init; }

    public string Draw(int width)
    {
        var least = Math.Min(Base, Columns.Min(static column => column.Value));
        var greatest = Math.Max(Base, Columns.Max(static column => column.Value));
        var axis = ValueAxis.Of(least, greatest, 5, fromZero: Base == 0);
        var frame = new ChartFrame(width, Description, axis, ValueTitle, hasRightScale: Cumulative.Count > 0);
        var slot = frame.PlotWidth / Columns.Count;
        var bar = Math.Min(MaxColumn, slot * .7);
        var every = (int)Math.Ceiling(Columns.Count / (frame.PlotWidth / 42));
        var line = new StringBuilder();
        for (var at = 0; at < Columns.Count; at++)
        {
            var center = ChartFrame.PlotLeft + (slot * (at + .5));
            var (top, bottom) = (frame.Y(Math.Max(Columns[at].Value, Base)), frame.Y(Math.Min(Columns[at].Value, Base)));
            frame.Append($"<rect class=\"{(Columns[at].Value < Base ? "bar less" : "bar")}\" x=\"{center - (bar / 2):0.#}\" y=\"{top:0.#}\" width=\"{bar:0.#}\" height=\"{Math.Max(bottom - top, 1):0.#}\"/>");
            if (at % every == 0)
            {
                frame.MarkX(center, Columns[at].Label);
            }

            if (at < Cumulative.Count)
            {
                line.Append(at == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{center:0.#} {frame.Percent(Cumulative[at] * 100):0.#}");
            }
        }

        frame.TitleX(OrderTitle);
        if (Cumulative.Count > 0)
        {
            frame.RightPercent("Cumulative (%)");
            frame.AppendPath("line second", line.ToString());
        }

        return frame.Finish();
    }
}
