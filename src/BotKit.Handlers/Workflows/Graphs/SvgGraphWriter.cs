using System.Globalization;
using System.Text;
using BotKit.Workflows;

namespace BotKit.Handlers.Workflows.Graphs;

/// <summary>Writes an arranged graph as SVG.</summary>
internal sealed class SvgGraphWriter
{
    private const int MaxShown = 400;

    // 13 pixels, of letters that are wider.
    private const double BoldSize = 14.4;

    private readonly StringBuilder _svg = new(16_384);

    public static string Write(WorkflowGraph graph, LayoutScope scope)
    {
        var writer = new SvgGraphWriter();
        writer.WriteDocument(graph, scope);
        return writer._svg.ToString();
    }

    private void WriteDocument(WorkflowGraph graph, LayoutScope scope)
    {
        var head = HeadOf(graph);
        var width = Math.Max(scope.Width, 420) + (2 * Sizes.Margin);
        var height = Sizes.Title + Sizes.Start + scope.Height + (2 * Sizes.Margin);
        Add($"""<svg xmlns="http://www.w3.org/2000/svg" width="{width:0.#}" height="{height:0.#}" viewBox="0 0 {width:0.#} {height:0.#}" role="img" aria-label="{SvgText.Escape(head)}">""");
        Add($"<title>{SvgText.Escape(head)}</title><style>{SvgStyle.Css}</style>");
        Add($"""<rect class="paper" width="{width:0.#}" height="{height:0.#}"/>""");
        Add($"""<text class="head" x="{Sizes.Margin}" y="{Sizes.Margin + 14}">{SvgText.Escape(SvgText.Fit(head, width - (2 * Sizes.Margin), 16))}</text>""");
        Add($"""<text class="soft" x="{Sizes.Margin}" y="{Sizes.Margin + 32}">{SvgText.Escape(SvgText.Fit(LineOf(graph), width - (2 * Sizes.Margin), 11))}</text>""");
        WriteScope(scope, (width - scope.Width) / 2, Sizes.Margin + Sizes.Title + Sizes.Start, Sizes.Start);
        Add($"</svg>");
    }

    private static string HeadOf(WorkflowGraph graph)
        => $"{graph.Workflow ?? graph.Bot}{(graph.Version is { } version ? $" {version}" : "")}: {(graph.Status?.ToString() ?? (graph.Pause is null ? "in progress" : "paused"))}";

    private static string LineOf(WorkflowGraph graph)
    {
        var parts = new List<string> { string.Create(CultureInfo.InvariantCulture, $"{graph.Steps} steps") };
        if (graph is { StartedAt: { } started, EndedAt: { } ended } && ended >= started)
        {
            parts.Add(SvgText.Of(ended - started));
        }

        if (graph.Error is { } error)
        {
            parts.Add(error);
        }

        if (graph.Pause is { } pause)
        {
            parts.Add($"paused by {pause.By}: {pause.Reason}");
        }

        parts.Add(graph.ExecutionId.ToString());
        return string.Join(" · ", parts);
    }

    private void WriteScope(LayoutScope scope, double x, double y, double entryGap)
    {
        var ways = new SvgWays(_svg, scope, x, y);
        ways.WriteEntry(entryGap);
        foreach (var item in scope.Items)
        {
            WriteBox(item, x + item.X - (item.Width / 2), y + item.Top);
        }

        ways.Write();
    }

    private void WriteBox(LayoutItem item, double x, double y)
    {
        var node = item.Node!;
        Add($"""<g class="box {node.State}{(item.Inside.Count > 0 ? " group" : "")}"><title>{SvgText.Escape(Told(node))}</title>""");
        Add($"""<rect class="frame" x="{x:0.#}" y="{y:0.#}" width="{item.Width:0.#}" height="{item.Height:0.#}" rx="{RoundingOf(node.Type)}"/>""");
        WriteLine(node.Name, "name", x, y + 20, item.Width, BoldSize);
        WriteLine(node.Resource is { } resource ? $"{node.Type} · {resource}" : node.Signal is { } signal ? $"{node.Type} · signal {signal}" : node.Type, "soft", x, y + 36, item.Width, 11);
        WriteLine(StateOf(node), "state", x, y + 52, item.Width, 11);
        foreach (var (scope, dx, dy) in item.Inside)
        {
            WriteScope(scope, x + dx, y + dy, Sizes.EntryGap - 4);
        }

        Add($"</g>");
    }

    private void WriteLine(string text, string style, double x, double y, double width, double size)
        => Add($"""<text class="{style}" x="{x + 12:0.#}" y="{y:0.#}">{SvgText.Escape(SvgText.Fit(text, width - 24, size))}</text>""");

    // A sign beside the colour, for those who do not tell colours apart.
    private static string StateOf(WorkflowNode node)
    {
        var (sign, word) = node.State switch
        {
            WorkflowNodeState.NotReached => ("○", "not reached"),
            WorkflowNodeState.Running => ("▶", "running"),
            WorkflowNodeState.Waiting => ("◔", "waiting"),
            WorkflowNodeState.Succeeded => ("✓", "succeeded"),
            WorkflowNodeState.Failed => ("✗", "failed"),
            WorkflowNodeState.Caught => ("!", "caught"),
            _ => ("↶", "compensated"),
        };
        var times = node.Entries > 1 ? string.Create(CultureInfo.InvariantCulture, $" ×{node.Entries}") : "";
        return node.State == WorkflowNodeState.NotReached ? $"{sign} {word}" : $"{sign} {word}{times} · {SvgText.Of(node.TimeSpent)}{(node.Error is { } error ? $" · {error}" : "")}";
    }

    private static string Told(WorkflowNode node)
    {
        var told = new StringBuilder(node.Name);
        AddTold("Comment", node.Comment);
        AddTold("Error", node.Error);
        AddTold("Until", node.DueAt?.ToString("u", CultureInfo.InvariantCulture));
        AddTold("Retries", node.Retries > 0 ? node.Retries.ToString(CultureInfo.InvariantCulture) : null);
        AddTold("Input", node.Input);
        AddTold("Output", node.Output);
        return told.ToString();

        void AddTold(string name, string? text)
        {
            if (text is not null)
            {
                told.Append('\n').Append(name).Append(": ").Append(text.Length <= MaxShown ? text : string.Concat(text.AsSpan(0, MaxShown), "…"));
            }
        }
    }

    private static int RoundingOf(string type)
        => type switch
        {
            "Succeed" or "Fail" => 30,
            "Choice" => 2,
            "Wait" => 18,
            _ => 9,
        };

    private void Add(FormattableString text) => _svg.Append(text.ToString(CultureInfo.InvariantCulture));
}
