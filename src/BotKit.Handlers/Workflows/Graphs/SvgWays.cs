using System.Globalization;
using System.Text;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Writes the ways of a scope: down from layer to layer in curves, each from a place of its own at its box.</summary>
internal sealed class SvgWays(StringBuilder svg, LayoutScope scope, double dx, double dy)
{
    private const double TipLength = 8;
    private const double TipWidth = 4.5;
    private const double LabelWidth = 150;
    private const double LabelSize = 10.5;

    private readonly Dictionary<(LayoutEdge, bool), double> _ports = [];

    /// <summary>The dot from which the scope is entered.</summary>
    public void WriteEntry(double gap)
    {
        if (scope.Entry is { } entry)
        {
            var isTaken = entry.Node!.Entries > 0;
            Add($"""<circle class="start" cx="{dx + entry.X:0.#}" cy="{dy + entry.Top - gap + 5:0.#}" r="5"/>""");
            Add($"""<path class="way{(isTaken ? " taken" : "")}" d="M{dx + entry.X:0.#} {dy + entry.Top - gap + 10:0.#}V{dy + entry.Top - TipLength:0.#}"/>""");
            WriteTip(dx + entry.X, dy + entry.Top, isDown: true, isTaken);
        }
    }

    public void Write()
    {
        GivePorts(static edge => edge.Upper, static edge => edge.Bends is [var first, ..] ? first : edge.Lower, isUpper: true);
        GivePorts(static edge => edge.Lower, static edge => edge.Bends is [.., var last] ? last : edge.Upper, isUpper: false);
        foreach (var edge in scope.Edges)
        {
            if (edge.From == edge.To)
            {
                WriteLoop(edge);
            }
            else
            {
                WriteWay(edge);
            }
        }

        foreach (var edge in scope.Edges.Where(static edge => LabelOf(edge).Length > 0 && edge.From != edge.To))
        {
            WriteLabel(edge);
        }
    }

    private void GivePorts(Func<LayoutEdge, LayoutItem> box, Func<LayoutEdge, LayoutItem> next, bool isUpper)
    {
        foreach (var group in scope.Edges.Where(static edge => edge.From != edge.To).GroupBy(box))
        {
            var edges = group.OrderBy(edge => next(edge).X).ToList();
            var apart = Math.Min(Sizes.Port, (group.Key.Width - 30) / edges.Count);
            for (var i = 0; i < edges.Count; i++)
            {
                _ports[(edges[i], isUpper)] = group.Key.X + ((i - ((edges.Count - 1) / 2d)) * apart);
            }
        }
    }

    private void WriteWay(LayoutEdge edge)
    {
        var path = new StringBuilder();
        var (x, y) = (dx + _ports[(edge, true)], dy + edge.Upper.Bottom);
        var from = edge.IsBack ? y + TipLength : y;
        path.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {from:0.#}V{dy + Layer(edge.Upper).Bottom + (edge.IsBack ? TipLength : 0):0.#}");
        y = dy + Layer(edge.Upper).Bottom + (edge.IsBack ? TipLength : 0);
        foreach (var bend in edge.Bends)
        {
            var layer = Layer(bend);
            Curve(path, x, y, dx + bend.X, dy + layer.Top);
            path.Append(CultureInfo.InvariantCulture, $"V{dy + layer.Bottom:0.#}");
            (x, y) = (dx + bend.X, dy + layer.Bottom);
        }

        var end = dx + _ports[(edge, false)];
        var space = edge.IsBack ? 0 : TipLength;
        Curve(path, x, y, end, dy + Layer(edge.Lower).Top - space);
        path.Append(CultureInfo.InvariantCulture, $"V{dy + edge.Lower.Top - space:0.#}");
        Add($"""<path class="way {edge.Kind}{(edge.Taken > 0 ? " taken" : "")}" d="{path}"/>""");
        if (edge.IsBack)
        {
            WriteTip(dx + _ports[(edge, true)], dy + edge.Upper.Bottom, isDown: false, edge.Taken > 0);
        }
        else
        {
            WriteTip(end, dy + edge.Lower.Top, isDown: true, edge.Taken > 0);
        }
    }

    private void WriteLoop(LayoutEdge edge)
    {
        var (x, y) = (dx + edge.From.X + (edge.From.Width / 2), dy + edge.From.Top + (edge.From.Height / 2));
        Add($"""<path class="way {edge.Kind}{(edge.Taken > 0 ? " taken" : "")}" d="M{x:0.#} {y + 12:0.#}C{x + Sizes.LoopWidth:0.#} {y + 14:0.#} {x + Sizes.LoopWidth:0.#} {y - 14:0.#} {x + TipLength:0.#} {y - 12:0.#}"/>""");
        Add($"""<path class="tip{(edge.Taken > 0 ? " taken" : "")}" d="M{x:0.#} {y - 12:0.#}l{TipLength} {-TipWidth}v{2 * TipWidth}z"/>""");
    }

    private void WriteLabel(LayoutEdge edge)
    {
        var text = LabelOf(edge);
        var next = edge.Bends is [var first, ..] ? first.X : _ports[(edge, false)];
        var x = dx + ((_ports[(edge, true)] + next) / 2);
        var y = dy + Layer(edge.Upper).Bottom + (Sizes.LayerGap / 2) + (3 * (Math.Round(_ports[(edge, true)]) % 3));
        var shown = SvgText.Fit(text, LabelWidth, LabelSize);
        var width = (shown.Length * LabelSize * 0.56) + 6;
        Add($"""<rect class="plate" x="{x - (width / 2):0.#}" y="{y - 10:0.#}" width="{width:0.#}" height="14" rx="3"/>""");
        Add($"""<text class="label" x="{x:0.#}" y="{y:0.#}" text-anchor="middle">{SvgText.Escape(shown)}<title>{SvgText.Escape(string.Join('\n', edge.Labels))}</title></text>""");
    }

    private static string LabelOf(LayoutEdge edge)
        => edge.Labels.Count switch
        {
            0 => edge.Kind switch { WorkflowEdgeKind.Default => "otherwise", WorkflowEdgeKind.Compensate => "undo", _ => "" },
            1 => edge.Labels[0],
            _ => string.Create(CultureInfo.InvariantCulture, $"{edge.Labels[0]} (+{edge.Labels.Count - 1})"),
        };

    private void WriteTip(double x, double y, bool isDown, bool isTaken)
    {
        var length = isDown ? -TipLength : TipLength;
        Add($"""<path class="tip{(isTaken ? " taken" : "")}" d="M{x:0.#} {y:0.#}l{-TipWidth} {length}h{2 * TipWidth}z"/>""");
    }

    private (double Top, double Bottom) Layer(LayoutItem item) => scope.Layers[item.Layer];

    private static void Curve(StringBuilder path, double x, double y, double toX, double toY)
    {
        var half = (toY - y) / 2;
        path.Append(CultureInfo.InvariantCulture, $"C{x:0.#} {y + half:0.#} {toX:0.#} {toY - half:0.#} {toX:0.#} {toY:0.#}");
    }

    private void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
