using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>A path of a definition, ready to be followed. It is made by <see cref="PathReader"/>.</summary>
/// <param name="text">As it is written.</param>
/// <param name="root">Where it begins.</param>
/// <param name="variable">The variable's name, where it begins at one.</param>
/// <param name="segments">Its steps.</param>
internal sealed class StatePath(string text, PathRoot root, string? variable, IReadOnlyList<PathSegment> segments)
{
    public string Text => text;

    public PathRoot Root => root;

    public string? Variable => variable;

    public IReadOnlyList<PathSegment> Segments => segments;

    /// <summary>Whether it is a Reference Path: names and positions of one value only.</summary>
    public bool IsReference => segments.All(static it => it is NameSegment { IsDefinite: true } or IndexSegment { IsDefinite: true, Indices: [>= 0] });

    /// <summary>Follows it.</summary>
    /// <returns>Whether it leads anywhere. One that may lead to several values always does: to the array of them.</returns>
    public bool TryRead(JsonNode? from, out JsonNode? value) => TrySelect(segments, from, new PathVisit(from), out value);

    public override string ToString() => text;

    public static bool TrySelect(IReadOnlyList<PathSegment> segments, JsonNode? from, PathVisit visit, out JsonNode? value)
    {
        value = from;
        List<JsonNode?> found = [from];
        var isDefinite = true;
        foreach (var segment in segments)
        {
            isDefinite &= segment.IsDefinite;
            var next = new List<JsonNode?>();
            foreach (var node in found)
            {
                segment.Select(node, visit, next);
            }

            found = next;
        }

        if (isDefinite)
        {
            value = found.Count == 0 ? null : found[0];
            return found.Count > 0;
        }

        value = new JsonArray([.. found.Select(static it => it?.DeepClone())]);
        return true;
    }
}
