using System.Text.Json.Nodes;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>Makes a schema document part of a larger one: what it refers to in itself is found where it stands now.</summary>
internal static class SchemaReferences
{
    private const string Reference = "$ref";

    /// <param name="schema">The schema, which is changed.</param>
    /// <param name="place">Where it will stand, such as <c>#/components/schemas/lead.input</c>.</param>
    public static JsonNode MoveTo(JsonNode schema, string place)
    {
        switch (schema)
        {
            case JsonObject keywords:
                // The document says once which draft it uses; the exporter's comments name types.
                keywords.Remove("$schema");
                keywords.Remove("$comment");
                if (keywords[Reference] is JsonValue value && value.TryGetValue(out string? target) && target.StartsWith('#'))
                {
                    keywords[Reference] = place + target[1..];
                }

                foreach (var (_, inner) in keywords.ToList())
                {
                    if (inner is JsonObject or JsonArray)
                    {
                        MoveTo(inner, place);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    if (item is JsonObject or JsonArray)
                    {
                        MoveTo(item, place);
                    }
                }

                break;
        }

        return schema;
    }
}
