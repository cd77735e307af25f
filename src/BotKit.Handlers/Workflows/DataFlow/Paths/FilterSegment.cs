using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Elements that meet a condition: <c>[?(@.price &lt; 10)]</c>. An object counts as its own only element.</summary>
internal sealed class FilterSegment(FilterCondition condition) : PathSegment
{
    public override bool IsDefinite => false;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        switch (from)
        {
            case JsonArray elements:
                foreach (var element in elements)
                {
                    visit.Count();
                    if (condition.IsMet(element, visit))
                    {
                        found.Add(element);
                    }
                }

                break;
            case JsonObject when condition.IsMet(from, visit):
                found.Add(from);
                break;
        }
    }
}
