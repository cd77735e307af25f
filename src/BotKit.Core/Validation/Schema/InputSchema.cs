using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;

namespace BotKit.Validation;

/// <summary>The JSON Schema of a bot's input: what its type says, and what its validators say without a condition.</summary>
internal static class InputSchema
{
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";

    /// <summary>Makes the schema.</summary>
    /// <param name="info">The contract of the input type.</param>
    /// <param name="validators">The bot's FluentValidation validators; may be none.</param>
    public static JsonElement Create(JsonTypeInfo info, IReadOnlyList<IValidator> validators)
    {
        var schema = new SchemaBuilder().Document(info, NodeRules.OfInput(validators));
        var document = new JsonObject { ["$schema"] = Draft };
        foreach (var (keyword, value) in schema)
        {
            document[keyword] = value?.DeepClone();
        }

        return JsonElement.Parse(document.ToJsonString());
    }
}
