using System.Diagnostics;
using System.Globalization;
using System.Xml.Linq;
using BotKit.Handlers.Workflows.Graphs;
using BotKit.Workflows;

namespace BotKit.Handlers.Tests.Workflows;

public sealed class WorkflowGraphRendererTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void Drawing_HasEveryStateOnceWithWhatBecameOfIt()
    {
        var boxes = Boxes(Draw(Graphs.Order));

        boxes.Select(box => (box.Name, box.State)).Should().BeEquivalentTo(Graphs.Order.Nodes.Select(node => (node.Name, node.State.ToString())));
    }

    [Fact]
    public void Boxes_DoNotOverlapAndStandInsideOfTheirParent()
    {
        var boxes = Boxes(Draw(Graphs.Order)).ToDictionary(box => box.Name);
        var nodes = Graphs.Order.Nodes;

        foreach (var node in nodes.Where(node => node.Parent is not null))
        {
            boxes[node.Parent!].Contains(boxes[node.Name]).Should().BeTrue(node.Name);
        }

        foreach (var siblings in nodes.GroupBy(node => node.Parent))
        {
            ShouldBeApart([.. siblings.Select(node => boxes[node.Name])]);
        }
    }

    [Fact]
    public void Boxes_StandBelowWhatLeadsToThem()
    {
        var boxes = Boxes(Draw(Graphs.Order)).ToDictionary(box => box.Name);

        foreach (var edge in Graphs.Order.Edges.Where(edge => edge is not { From: "Wait a day", To: "How large?" }))
        {
            boxes[edge.To].Y.Should().BeGreaterThan(boxes[edge.From].Y, "{0} leads to {1}", edge.From, edge.To);
        }
    }

    [Fact]
    public void Drawing_StaysInsideOfItsFrame()
    {
        var drawing = Draw(Graphs.Order);
        var frame = new Box("", "", 0, 0, Number(drawing, "width"), Number(drawing, "height"));

        Boxes(drawing).Should().OnlyContain(box => frame.Contains(box));
    }

    [Fact]
    public void Drawing_IsTheSameEachTime()
        => new WorkflowGraphRenderer().RenderSvg(Graphs.Order).Should().Be(new WorkflowGraphRenderer().RenderSvg(Graphs.Order));

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("]]><svg onload=alert(1)>")]
    [InlineData("\" onmouseover=\"alert(1)")]
    [InlineData("' onload='alert(1)")]
    [InlineData("</title></text></style><script>")]
    [InlineData("&lt;b&gt; &#60; &bogus;")]
    [InlineData("a\0b\u0001c\u001b[31m\ufffe\uffff")]
    [InlineData("\ud800 lone \udfff")]
    [InlineData("\u202egnp.exe\u2066\u200f")]
    [InlineData("<?xml-stylesheet href='//evil.example'?><!ENTITY x SYSTEM 'file:///etc/passwd'>")]
    [InlineData("javascript:alert(1)")]
    [InlineData("line\r\nbreak\u2028\u2029\u0085")]
    public void HostileText_IsText(string text)
    {
        var graph = Graphs.Order with
        {
            Workflow = text,
            Version = text,
            Error = text,
            StartAt = text,
            Pause = new BotPause(text, text, default, null),
            Nodes =
            [
                new(text, text, WorkflowNodeState.Failed) { Resource = text, Comment = text, Error = text, Input = text, Output = text, Entries = 1 },
                new("B", "Pass", WorkflowNodeState.NotReached) { Signal = text },
            ],
            Edges = [new(text, "B", WorkflowEdgeKind.Catch) { Label = text }, new(text, text, WorkflowEdgeKind.Next) { Label = text }],
        };

        var drawing = Draw(graph);

        drawing.Descendants().Select(element => element.Name.LocalName).Distinct().Should().BeSubsetOf(["title", "style", "rect", "text", "g", "path", "circle"]);
        drawing.DescendantsAndSelf().Attributes().Select(attribute => attribute.Name.LocalName).Distinct().Should().BeSubsetOf(
            ["xmlns", "width", "height", "viewBox", "role", "aria-label", "class", "x", "y", "rx", "d", "cx", "cy", "r", "text-anchor"]);
        drawing.Elements(Svg + "style").Single().Value.Should().NotContainAny("evil", "url(", "@import");
        drawing.ToString().Should().NotContainAny("\u202e", "\u2066", "\u200f", "\0");
    }

    [Fact]
    public void LongNames_AreCutAndToldInFull()
    {
        var name = new string('W', 80);
        var drawing = Draw(Graphs.Order with { StartAt = name, Nodes = [new(name, "Task", WorkflowNodeState.Running) { Entries = 1 }], Edges = [] });

        drawing.Descendants(Svg + "text").Single(text => (string?)text.Attribute("class") == "name").Value.Should().EndWith("…").And.HaveLength(22);
        drawing.Descendants(Svg + "g").Single().Element(Svg + "title")!.Value.Should().StartWith(name);
    }

    [Theory]
    [InlineData(0.4, "0 ms")]
    [InlineData(999, "999 ms")]
    [InlineData(1_250, "1.3 s")]
    [InlineData(185_000, "3 min 5 s")]
    [InlineData(7_800_000, "2 h 10 min")]
    [InlineData(273_600_000, "3 d 4 h")]
    public void Duration_IsToldInItsLargestUnits(double milliseconds, string text)
        => SvgText.Of(TimeSpan.FromMilliseconds(milliseconds)).Should().Be(text);

    [Theory]
    [InlineData(2_000, 0)]
    [InlineData(2_000, 4_000)]
    [InlineData(60, 600)]
    public void LargeGraph_IsDrawnInShortTime(int states, int ways)
    {
        var graph = Graphs.Dense(states, ways);
        var watch = Stopwatch.StartNew();

        var boxes = Boxes(Draw(graph));

        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(5));
        boxes.Should().HaveCount(states);
    }

    [Fact]
    public void OddGraphs_AreDrawn()
    {
        Draw(Graphs.Order with { Nodes = [], Edges = [] }).Should().NotBeNull();
        Draw(Graphs.Order with { StartAt = "nowhere", Nodes = [new("A", "Pass", 0)], Edges = [new("A", "gone", 0), new("gone", "A", 0)] }).Should().NotBeNull();
        Boxes(Draw(Graphs.Order with { StartAt = "A", Nodes = [new("A", "Map", 0) { Parent = "A" }, new("A", "Pass", 0)], Edges = [new("A", "A", 0)] })).Should().ContainSingle();
        Boxes(Draw(Graphs.Order with { StartAt = "A", Nodes = [new("A", "Map", 0) { Parent = "B" }, new("B", "Map", 0) { Parent = "A" }, new("C", "Pass", 0)], Edges = [] }))
            .Should().Contain(box => box.Name == "C");
    }

    [Fact(Explicit = true), Trait("Run", "ByHand")]
    public async Task Write_ForEyes()
    {
        var folder = Environment.GetEnvironmentVariable("BOTKIT_DRAWINGS") ?? Path.GetTempPath();
        await File.WriteAllTextAsync(Path.Combine(folder, "order.svg"), new WorkflowGraphRenderer().RenderSvg(Graphs.Order), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "dense.svg"), new WorkflowGraphRenderer().RenderSvg(Graphs.Dense(14, 10)), TestContext.Current.CancellationToken);
    }

    private static XElement Draw(WorkflowGraph graph) => XElement.Parse(new WorkflowGraphRenderer().RenderSvg(graph), LoadOptions.PreserveWhitespace);

    private static List<Box> Boxes(XElement drawing)
        => [.. drawing.Descendants(Svg + "g").Select(group =>
        {
            var rect = group.Element(Svg + "rect")!;
            return new Box(
                group.Element(Svg + "title")!.Value.Split('\n')[0],
                group.Attribute("class")!.Value.Split(' ')[1],
                Number(rect, "x"),
                Number(rect, "y"),
                Number(rect, "width"),
                Number(rect, "height"));
        })];

    private static void ShouldBeApart(IReadOnlyList<Box> boxes)
    {
        foreach (var (a, b) in boxes.SelectMany((a, i) => boxes.Skip(i + 1).Select(b => (a, b))))
        {
            (a.X + a.Width <= b.X || b.X + b.Width <= a.X || a.Y + a.Height <= b.Y || b.Y + b.Height <= a.Y).Should().BeTrue("{0} and {1}", a.Name, b.Name);
        }
    }

    private static double Number(XElement element, string attribute) => double.Parse(element.Attribute(attribute)!.Value, CultureInfo.InvariantCulture);

    private sealed record Box(string Name, string State, double X, double Y, double Width, double Height)
    {
        public bool Contains(Box other)
            => other.X >= X && other.Y >= Y && other.X + other.Width <= X + Width && other.Y + other.Height <= Y + Height;
    }
}
