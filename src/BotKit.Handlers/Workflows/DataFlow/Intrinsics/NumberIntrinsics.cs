using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>The other intrinsic functions: numbers, ids, objects.</summary>
internal static class NumberIntrinsics
{
    public static JsonNode? Merge(IntrinsicCall call)
    {
        if (call.Boolean(2))
        {
            throw call.Fail("merges shallow only: its third argument is false");
        }

        var merged = new JsonObject();
        for (var i = 0; i < 2; i++)
        {
            foreach (var (name, value) in call.Object(i))
            {
                merged[name] = value?.DeepClone();
            }
        }

        return merged;
    }

    /// <summary>At least the first and less than the second; the same for the same seed.</summary>
    public static JsonNode? Random(IntrinsicCall call)
    {
        long first = call.Integer(0), last = call.Integer(1);
        if (first >= last)
        {
            throw call.Fail("needs a first number below the second");
        }

        var fraction = call.Count == 3 ? new IntrinsicSource($"seed {call.Integer(2)}").NextFraction() : call.Source.NextFraction();
        return JsonValue.Create(first + (long)(fraction * (last - first)));
    }

    public static JsonNode? Add(IntrinsicCall call) => JsonValue.Create((long)call.Integer(0) + call.Integer(1));

    public static JsonNode? Uuid(IntrinsicCall call) => JsonValue.Create(call.Source.NextGuid().ToString());
}
