using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>The plot of a chart: its scales, marks and titles, as SVG whose colours the page's style sheet gives.</summary>
internal sealed class ChartFrame
{
    private const int Left = 56;
    private const int Top = 30;
    private const int Bottom = 50;
    private const int RightPlain = 14;
    private const int RightScale = 52;
    private const int RightTitle = 140;

    /// <summary>Marks are smaller and lighter than titles.</summary>
    private const double MarkScale = .82;

    private const int MarkGap = 4;

    private readonly StringBuilder _svg = new();
    private readonly int _width;
    private readonly int _height;
    private readonly int _right;
    private readonly ValueAxis _axis;
    private double _marked;

    /// <param name="width">The width in pixels.</param>
    /// <param name="description">What it shows, for those who do not see it.</param>
    /// <param name="axis">The scale on the left.</param>
    /// <param name="title">The title of that scale, with its unit.</param>
    /// <param name="hasRightScale">Whether there is room for another scale.</param>
    public ChartFrame(int width, string description, ValueAxis axis, string title, bool hasRightScale = false)
    {
        _width = width;
        _height = width < 500 ? 260 : 320;
        _right = hasRightScale ? RightScale : RightPlain;
        _axis = axis;
        Append($"<svg viewBox=\"0 0 {width} {_height}\" role=\"img\" aria-label=\"{SafeText.Html(description)}\">");
        foreach (var mark in axis.Marks())
        {
            Append($"<line class=\"grid\" x1=\"{Left}\" x2=\"{_width - _right}\" y1=\"{Y(mark):0.#}\" y2=\"{Y(mark):0.#}\"/>");
            Append($"<text class=\"mark\" x=\"{Left - 8}\" y=\"{Y(mark) + 4:0.#}\" text-anchor=\"end\">{NumberText.Short(mark, axis.Step)}</text>");
        }

        Append($"<text class=\"axis\" x=\"4\" y=\"14\">{SafeText.Html(ChartText.Fit(title, width - (hasRightScale ? RightTitle : 8)))}</text>");
    }

    public static double PlotLeft => Left;

    public double PlotWidth => _width - Left - _right;

    public double PlotBottom => _height - Bottom;

    public double Y(double value) => PlotBottom - ((Math.Clamp(value, _axis.From, _axis.To) - _axis.From) / (_axis.To - _axis.From) * (PlotBottom - Top));

    public void Append(FormattableString svg) => _svg.Append(svg.ToString(CultureInfo.InvariantCulture));

    /// <summary>Appends SVG that was written here before.</summary>
    public void AppendPath(string kind, string path) => _svg.Append("<path class=\"").Append(kind).Append("\" d=\"").Append(path).Append("\"/>");

    /// <summary>A mark of the scale below; its label is left out where it would lie on the one before.</summary>
    public void MarkX(double x, string label)
    {
        Append($"<line class=\"tick\" x1=\"{x:0.#}\" x2=\"{x:0.#}\" y1=\"{PlotBottom:0.#}\" y2=\"{PlotBottom + 5:0.#}\"/>");
        var anchor = x > _width - _right - 20 ? "end" : x < Left + 8 ? "start" : "middle";
        var place = anchor == "end" ? _width - 2 : x;
        var size = ChartText.Width(label) * MarkScale;
        var from = anchor switch { "end" => place - size, "start" => place, _ => place - (size / 2) };
        if (from >= _marked)
        {
            Append($"<text class=\"mark\" x=\"{place:0.#}\" y=\"{PlotBottom + 19:0.#}\" text-anchor=\"{anchor}\">{SafeText.Html(label)}</text>");
            _marked = from + size + MarkGap;
        }
    }

    public void TitleX(string title)
        => Append($"<text class=\"axis\" x=\"{Left + (PlotWidth / 2):0.#}\" y=\"{_height - 8}\" text-anchor=\"middle\">{SafeText.Html(ChartText.Fit(title, PlotWidth))}</text>");

    /// <summary>A second scale on the right, from 0 to 100 %.</summary>
    public void RightPercent(string title)
    {
        for (var percent = 0; percent <= 100; percent += 20)
        {
            Append($"<text class=\"mark\" x=\"{_width - _right + 8}\" y=\"{Percent(percent) + 4:0.#}\">{percent}</text>");
        }

        Append($"<text class=\"axis\" x=\"{_width - 4}\" y=\"14\" text-anchor=\"end\">{SafeText.Html(title)}</text>");
    }

    public double Percent(double percent) => PlotBottom - (percent / 100 * (PlotBottom - Top));

    public string Finish() => _svg.Append("</svg>").ToString();
}
