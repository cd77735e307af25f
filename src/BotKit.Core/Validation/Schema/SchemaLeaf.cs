using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using BotKit.Json;

namespace BotKit.Validation;

/// <summary>The schemas of values that are neither objects nor arrays to the contract, and of members with a converter of their own.</summary>
internal static class SchemaLeaf
{
    public static JsonObject Of(JsonTypeInfo contract)
        => contract.Converter is IEnumNames names ? names.Schema : Clean(contract.GetJsonSchemaAsNode());

    /// <summary>A member that is not read as its type is elsewhere: numbers in strings, enums by other names, or whatever a converter takes.</summary>
    public static JsonObject Of(JsonTypeInfo owner, JsonPropertyInfo property)
    {
        var member = owner.GetJsonSchemaAsNode()["properties"]?[property.Name] as JsonObject;
        var isKnown = member is not null && (property.CustomConverter is null || member.ContainsKey("enum"));
        return isKnown && !member!.ContainsKey("$ref") ? Clean(member.DeepClone()) : [];
    }

    private static JsonObject Clean(JsonNode schema)
    {
        if (schema is not JsonObject keywords)
        {
            return [];
        }

        // The exporter's comments name types of .NET.
        keywords.Remove("$comment");
        return keywords;
    }
}
