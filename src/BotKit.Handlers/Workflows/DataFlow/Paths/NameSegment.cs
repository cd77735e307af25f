using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Members by name: <c>.a</c>, <c>['a']</c>, <c>['a','b']</c>.</summary>
internal sealed class NameSegment(IReadOnlyList<NameSegment.Name> names) : PathSegment
{
    public IReadOnlyList<Name> Names => names;

    public override bool IsDefinite => names.Count == 1;

    public override void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found)
    {
        visit.Count();
        if (from is not JsonObject members)
        {
            return;
        }

        foreach (var name in names)
        {
            if (members.TryGetPropertyValue(name.Raw, out var value) || (name.Plain != name.Raw && members.TryGetPropertyValue(name.Plain, out value)))
            {
                found.Add(value);
            }
        }
    }

    /// <summary>A name as written, whose backslashes may or may not be part of it, and without them.</summary>
    internal readonly record struct Name(string Raw, string Plain);
}
