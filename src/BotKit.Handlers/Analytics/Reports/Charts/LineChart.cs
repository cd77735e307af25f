using System.Globalization;
using System.Text;

namespace BotKit.Handlers.Analytics;

/// <summary>A figure over time, perhaps with a second line, a band around what is to come, and marked points.</summary>
internal sealed record LineChart
{
    /// <summary>Lines with more points than this per pixel are drawn from the least to the greatest of each.</summary>
    private const int PointsPerPixel = 2;

    private const int NarrowWidth = 500;
    private const int NarrowMark = 75;
    private const int WideMark = 90;

    public required string Description { get; init; }

    /// <summary>The title of the scale of values, with its unit.</summary>
    public required string ValueTitle { get; init; }

    public required TimeGrain Grain { get; init; }

    /// <summary>The time zone, for the title of the scale of times.</summary>
    public required string Zone { get; init; }

    public required IReadOnlyList<AnalyticsPoint> Points { get; init; }

    /// <summary>A second, finer line. Default none.</summary>
    public IReadOnlyList<AnalyticsPoint> Second { get; init; } = [];

    /// <summary>What is to come, with its interval. Default none.</summary>
    public IReadOnlyList<AnalyticsForecastPoint> Ahead { get; init; } = [];

    /// <summary>Points that are marked. Default none.</summary>
    public IReadOnlyList<AnalyticsPoint> Marked { get; init; } = [];

    /// <summary>Whether the first point is of a step that is not whole. Default false.</summary>
    public bool IsFirstInPart { get; init; }

    /// <summary>Whether the last point is of a step that is not whole. Default false.</summary>
    public bool IsLastInPart { get; init; }

    public string Draw(int width)
    {
        var values = Points.Select(static point => point.Value)
            .Concat(Second.Select(static point => point.Value))
            .Concat(Ahead.SelectMany(static step => new[] { step.Lower, step.Upper }))
            .DefaultIfEmpty(0)
            .ToList();
        var frame = new ChartFrame(width, Description, ValueAxis.Of(values.Min(), values.Max(), 5, fromZero: false), ValueTitle);
        var from = Points.Count > 0 ? Points[0].At : Ahead[0].At;
        var to = Ahead.Count > 0 ? Ahead[^1].At : Points[^1].At;
        foreach (var (at, label) in TimeAxis.Marks(from, to, Grain, width < NarrowWidth ? width / NarrowMark : width / WideMark))
        {
            frame.MarkX(X(at), label);
        }

        frame.TitleX(Grain is TimeGrain.Minute or TimeGrain.Hour ? $"Time ({Zone})" : $"Time ({OperationWords.Of(Grain)}s)");
        if (Ahead.Count > 0)
        {
            DrawAhead(frame);
        }

        DrawPoints(frame);
        if (Second.Count > 0)
        {
            frame.AppendPath("line second", Path(Second));
        }

        foreach (var point in Points.Count == 1 ? Points : [])
        {
            frame.Append($"<circle class=\"dot\" cx=\"{X(point.At):0.#}\" cy=\"{frame.Y(point.Value):0.#}\" r=\"4\"/>");
        }

        foreach (var point in Marked)
        {
            frame.Append($"<circle class=\"odd\" cx=\"{X(point.At):0.#}\" cy=\"{frame.Y(point.Value):0.#}\" r=\"6\"/>");
        }

        return frame.Finish();

        double X(DateTime at) => ChartFrame.PlotLeft + (to > from ? (at - from) / (to - from) * frame.PlotWidth : frame.PlotWidth / 2);

        string Path(IReadOnlyList<AnalyticsPoint> points)
        {
            var path = new StringBuilder();
            foreach (var point in Thinned(points, (int)frame.PlotWidth * PointsPerPixel))
            {
                path.Append(path.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{X(point.At):0.#} {frame.Y(point.Value):0.#}");
            }

            return path.ToString();
        }

        void DrawPoints(ChartFrame frame)
        {
            var (first, last) = (IsFirstInPart && Points.Count > 1 ? 1 : 0, IsLastInPart && Points.Count > 1 ? Points.Count - 2 : Points.Count - 1);
            var isDense = Points.Count > frame.PlotWidth / 3;
            if (last > first)
            {
                frame.AppendPath(isDense ? "line dense" : "line", Path([.. Points.Take(last + 1).Skip(first)]));
            }

            if (first > 0)
            {
                frame.AppendPath("line ahead", Path([.. Points.Take(2)]));
            }

            if (last < Points.Count - 1 && (first == 0 || Points.Count > 2))
            {
                frame.AppendPath("line ahead", Path([.. Points.TakeLast(2)]));
            }
        }

        void DrawAhead(ChartFrame frame)
        {
            var band = new StringBuilder();
            var line = new StringBuilder();
            if (Points.Count > 0)
            {
                band.Append(CultureInfo.InvariantCulture, $"M{X(Points[^1].At):0.#} {frame.Y(Points[^1].Value):0.#}");
                line.Append(CultureInfo.InvariantCulture, $"M{X(Points[^1].At):0.#} {frame.Y(Points[^1].Value):0.#}");
            }

            foreach (var step in Ahead)
            {
                band.Append(band.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{X(step.At):0.#} {frame.Y(step.Upper):0.#}");
                line.Append(line.Length == 0 ? 'M' : 'L').Append(CultureInfo.InvariantCulture, $"{X(step.At):0.#} {frame.Y(step.Value):0.#}");
            }

            foreach (var step in Ahead.Reverse())
            {
                band.Append('L').Append(CultureInfo.InvariantCulture, $"{X(step.At):0.#} {frame.Y(step.Lower):0.#}");
            }

            frame.AppendPath("band", band.Append('Z').ToString());
            frame.AppendPath("line ahead", line.ToString());
        }
    }

    private static IEnumerable<AnalyticsPoint> Thinned(IReadOnlyList<AnalyticsPoint> points, int most)
    {
        if (points.Count <= most)
        {
            return points;
        }

        var size = (int)Math.Ceiling(points.Count / (most / 2d));
        return points.Chunk(size).SelectMany(static chunk =>
        {
            var (least, greatest) = (chunk.MinBy(static point => point.Value)!, chunk.MaxBy(static point => point.Value)!);
            return least.At <= greatest.At ? new[] { least, greatest } : [greatest, least];
        });
    }
}
