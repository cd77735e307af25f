using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>One step of a path: from a value to some of those inside it.</summary>
internal abstract class PathSegment
{
    /// <summary>Whether it leads to one value at most.</summary>
    public abstract bool IsDefinite { get; }

    /// <summary>Adds what it leads to.</summary>
    public abstract void Select(JsonNode? from, PathVisit visit, List<JsonNode?> found);
}
