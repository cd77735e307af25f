using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Elements from one position to before another: <c>[1:3]</c>, <c>[-2:]</c>, <c>[:2]</c>.</summary>
internal sealed class SliceSegment(int? from, int? to, int step) : PathSegment
{
    private readonly int? _from = from;

    public override bool IsDefinite => false;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        if (from is not JsonArray elements)
        {
            return;
        }

        var last = At(to ?? elements.Count, elements.Count);
        for (var i = (long)At(_from ?? 0, elements.Count); i < last; i += step)
        {
            visit.Count();
            found.Add(elements[(int)i]);
        }
    }

    private static int At(int index, int count) => Math.Clamp(index < 0 ? count + index : index, 0, count);
}
