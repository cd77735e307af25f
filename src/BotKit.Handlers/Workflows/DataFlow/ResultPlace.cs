using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Puts a state's result where its ResultPath says, into a copy of its input.</summary>
/// <remarks>Amazon States Language, "ResultPath".</remarks>
internal static class ResultPlace
{
    /// <summary>Puts it there, making what is missing on the way.</summary>
    /// <exception cref="StateFailureException"><see cref="ErrorNames.ResultPathMatchFailure"/>: what is on the way is in the way.</exception>
    public static JsonNode? Put(StatePath path, JsonNode? input, JsonNode? result)
    {
        if (path.Segments.Count == 0)
        {
            return result;
        }

        var root = input switch
        {
            null => new JsonObject(),
            JsonObject or JsonArray => input.DeepClone(),
            _ => throw Mismatch(path),
        };
        JsonNode? at = root;
        for (var i = 0; i < path.Segments.Count; i++)
        {
            var isLast = i == path.Segments.Count - 1;
            at = (path.Segments[i], at) switch
            {
                (NameSegment name, JsonObject members) => Member(path, members, name.Names[0], isLast, result),
                (IndexSegment index, JsonArray elements) => Element(path, elements, index.Indices[0], isLast, result),
                _ => throw Mismatch(path),
            };
        }

        return root;
    }

    private static JsonNode? Member(StatePath path, JsonObject members, NameSegment.Name name, bool isLast, JsonNode? result)
    {
        if (isLast)
        {
            members[name.Plain] = result;
            return null;
        }

        if (!members.TryGetPropertyValue(name.Plain, out var inner) || inner is null)
        {
            members[name.Plain] = inner = new JsonObject();
        }

        return inner is JsonObject or JsonArray ? inner : throw Mismatch(path);
    }

    private static JsonNode? Element(StatePath path, JsonArray elements, int index, bool isLast, JsonNode? result)
    {
        if (index >= elements.Count)
        {
            throw Mismatch(path);
        }

        if (isLast)
        {
            elements[index] = result;
            return null;
        }

        return elements[index] is JsonObject or JsonArray ? elements[index] : throw Mismatch(path);
    }

    private static StateFailureException Mismatch(StatePath path)
        => new(ErrorNames.ResultPathMatchFailure, $"The ResultPath '{path.Text}' does not fit the state's input.");
}
