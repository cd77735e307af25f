using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>A segment applied to a value and everything inside it: <c>..name</c>.</summary>
internal sealed class DescentSegment(PathSegment inner) : PathSegment
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        inner.Select(from, visit, found);
        foreach (var child in WildcardSegment.Children(from))
        {
            if (child is JsonObject or JsonArray)
            {
                Select(child, visit, found);
            }
        }
    }
}
