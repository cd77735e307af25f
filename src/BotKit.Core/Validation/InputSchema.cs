using System.Text.Json;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using FluentValidation;

namespace BotKit.Validation;

/// <summary>The JSON Schema of a bot's input: its type, and the rules of its validators.</summary>
internal static class InputSchema
{
    public static JsonElement Create(JsonTypeInfo info, IReadOnlyList<IValidator> validators)
        => JsonElement.Parse(info.GetJsonSchemaAsNode().ToJsonString());
}
