using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>All members or elements: <c>.*</c>, <c>[*]</c>.</summary>
internal sealed class WildcardSegment : PathSegment
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        foreach (var value in Children(from))
        {
            visit.Count();
            found.Add(value);
        }
    }

    public static IEnumerable<JsonNode?> Children(JsonNode? node) => node switch
    {
        JsonObject members => members.Select(static member => member.Value),
        JsonArray elements => elements,
        _ => [],
    };
}
