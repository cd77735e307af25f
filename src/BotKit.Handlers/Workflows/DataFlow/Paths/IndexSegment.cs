using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Elements by position: <c>[0]</c>, <c>[-1]</c> for the last, <c>[0,2]</c>.</summary>
internal sealed class IndexSegment(IReadOnlyList<int> indices) : PathSegment
{
    public IReadOnlyList<int> Indices => indices;

    public override bool IsDefinite => indices.Count == 1;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        if (from is not JsonArray elements)
        {
            return;
        }

        foreach (var index in indices)
        {
            var at = index < 0 ? elements.Count + index : index;
            if (at >= 0 && at < elements.Count)
            {
                found.Add(elements[at]);
            }
        }
    }
}
