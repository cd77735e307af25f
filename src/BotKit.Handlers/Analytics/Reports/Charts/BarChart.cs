using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>Values side by side as horizontal bars, each below its label, so that labels have room on any screen.</summary>
internal sealed record BarChart
{
    private const int RowHeight = 38;
    private const int Top = 28;
    private const int Bottom = 46;

    public required string Description { get; init; }

    /// <summary>The title of the scale, with its unit.</summary>
    public required string ValueTitle { get; init; }

    /// <summary>What the labels are.</summary>
    public required string LabelTitle { get; init; }

    public required IReadOnlyList<(string Label, double Value, string Text)> Bars { get; init; }

    public string Draw(int width)
    {
        const int Side = 12;
        var axis = ValueAxis.Of(Bars.Min(static bar => bar.Value), Bars.Max(static bar => bar.Value), width < 500 ? 3 : 6, fromZero: true);
        var bottom = Top + (Bars.Count * RowHeight);
        var svg = new StringBuilder();
        Append($"<svg viewBox=\"0 0 {width} {bottom + Bottom}\" role=\"img\" aria-label=\"{SafeText.Html(Description)}\">");
        Append($"<text class=\"axis\" x=\"{Side}\" y=\"14\">{SafeText.Html(ChartText.Fit(LabelTitle, width - (2 * Side)))}</text>");
        foreach (var mark in axis.Marks())
        {
            var anchor = mark == axis.From ? "start" : mark >= axis.To - (axis.Step / 2) ? "end" : "middle";
            Append($"<line class=\"grid\" x1=\"{X(mark):0.#}\" x2=\"{X(mark):0.#}\" y1=\"{Top}\" y2=\"{bottom + 4}\"/>");
            Append($"<text class=\"mark\" x=\"{X(mark):0.#}\" y=\"{bottom + 18}\" text-anchor=\"{anchor}\">{NumberText.Short(mark, axis.Step)}</text>");
        }

        for (var at = 0; at < Bars.Count; at++)
        {
            var (label, value, text) = Bars[at];
            var y = Top + (at * RowHeight);
            var (from, to) = (Math.Min(X(0), X(value)), Math.Max(X(0), X(value)));
            Append($"<text class=\"label\" x=\"{Side}\" y=\"{y + 13}\">{SafeText.Html(ChartText.Fit(label, width - (3 * Side) - ChartText.Width(text)))}</text>");
            Append($"<text class=\"value\" x=\"{width - Side}\" y=\"{y + 13}\" text-anchor=\"end\">{SafeText.Html(text)}</text>");
            Append($"<rect class=\"{(value < 0 ? "bar less" : "bar")}\" x=\"{from:0.#}\" y=\"{y + 18}\" width=\"{Math.Max(to - from, 1):0.#}\" height=\"13\" rx=\"2\"/>");
        }

        Append($"<text class=\"axis\" x=\"{width / 2}\" y=\"{bottom + Bottom - 8}\" text-anchor=\"middle\">{SafeText.Html(ChartText.Fit(ValueTitle, width - (2 * Side)))}</text></svg>");
        return svg.ToString();

        double X(double value) => Side + ((Math.Clamp(value, axis.From, axis.To) - axis.From) / (axis.To - axis.From) * (width - (2 * Side)));

        void Append(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
    }
}
