using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Intrinsic functions on arrays.</summary>
internal static class ArrayIntrinsics
{
    private const int MaxRange = 1_000;

    public static JsonNode? Make(IntrinsicCall call)
    {
        var array = new JsonArray();
        for (var i = 0; i < call.Count; i++)
        {
            array.Add(call[i]?.DeepClone());
        }

        return array;
    }

    public static JsonNode? Partition(IntrinsicCall call)
    {
        var elements = call.Array(0);
        var size = call.Integer(1);
        return size > 0
            ? new JsonArray([.. elements.Chunk(size).Select(static chunk => new JsonArray([.. chunk.Select(static it => it?.DeepClone())]))])
            : throw call.Fail("needs a positive size");
    }

    public static JsonNode? Contains(IntrinsicCall call) => JsonValue.Create(call.Array(0).Any(it => JsonNodes.AreEqual(it, call[1])));

    public static JsonNode? Range(IntrinsicCall call)
    {
        long first = call.Integer(0), last = call.Integer(1), step = call.Integer(2);
        if (step == 0)
        {
            throw call.Fail("needs a step other than 0");
        }

        var count = (last - first) / step + 1;
        return count > MaxRange ? throw call.Fail($"makes at most {MaxRange} elements")
            : (last - first) * Math.Sign(step) < 0 ? new JsonArray()
            : new JsonArray([.. Enumerable.Range(0, (int)count).Select(i => JsonValue.Create(first + i * step))]);
    }

    public static JsonNode? Item(IntrinsicCall call)
    {
        var elements = call.Array(0);
        var index = call.Integer(1);
        return index >= 0 && index < elements.Count ? elements[index] : throw call.Fail("got a position outside the array");
    }

    public static JsonNode? Length(IntrinsicCall call) => JsonValue.Create(call.Array(0).Count);

    public static JsonNode? Unique(IntrinsicCall call)
    {
        var unique = new JsonArray();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var element in call.Array(0))
        {
            if (seen.Add(CanonicalText(element)))
            {
                unique.Add(element?.DeepClone());
            }
        }

        return unique;
    }

    /// <summary>The same for equal values, so that many of them are told apart in one pass.</summary>
    private static string CanonicalText(JsonNode? node) => node switch
    {
        JsonObject members => $"{{{string.Join(',', members.OrderBy(static it => it.Key, StringComparer.Ordinal).Select(static it => JsonNodes.Write(JsonValue.Create(it.Key)) + ":" + CanonicalText(it.Value)))}}}",
        JsonArray elements => $"[{string.Join(',', elements.Select(CanonicalText))}]",
        _ when JsonNodes.TryWhole(node, out var whole) => whole.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ when JsonNodes.TryNumber(node, out var number) => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => JsonNodes.Write(node),
    };
}
