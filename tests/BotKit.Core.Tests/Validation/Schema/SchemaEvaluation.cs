using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BotKit.Core.Tests.Validation.Schema;

/// <summary>A small evaluator of JSON Schema, of the keywords that input schemas use.</summary>
internal sealed class SchemaEvaluation(JsonObject root)
{
    private static readonly string[] Annotations = ["$schema", "$defs", "description", "format", "default", "readOnly", "writeOnly"];

    public bool Accepts(JsonNode? value) => Accepts(root, value);

    private bool Accepts(JsonNode? schema, JsonNode? value)
        => schema!.GetValueKind() is System.Text.Json.JsonValueKind.True
            || (schema is JsonObject keywords && keywords.All(keyword => Accepts(keywords, keyword.Key, keyword.Value!, value)));

    private bool Accepts(JsonObject schema, string keyword, JsonNode argument, JsonNode? value) => keyword switch
    {
        "type" => argument is JsonArray types ? types.Any(type => Is(type!, value)) : Is(argument, value),
        "enum" => argument.AsArray().Any(one => JsonNode.DeepEquals(one, value)),
        "const" => JsonNode.DeepEquals(argument, value),
        "not" => !Accepts(argument, value),
        "allOf" => argument.AsArray().All(one => Accepts(one, value)),
        "anyOf" => argument.AsArray().Any(one => Accepts(one, value)),
        "oneOf" => argument.AsArray().Count(one => Accepts(one, value)) == 1,
        "$ref" => Accepts(root["$defs"]![argument.ToString()["#/$defs/".Length..]], value),
        "minimum" => Number(value) is not { } number || number >= Number(argument),
        "maximum" => Number(value) is not { } number || number <= Number(argument),
        "exclusiveMinimum" => Number(value) is not { } number || number > Number(argument),
        "exclusiveMaximum" => Number(value) is not { } number || number < Number(argument),
        "minLength" => Text(value) is not { } text || text.Length >= Number(argument),
        "maxLength" => Text(value) is not { } text || text.Length <= Number(argument),
        "pattern" => Text(value) is not { } text || Regex.IsMatch(text, argument.ToString()),
        "minItems" => value is not JsonArray items || items.Count >= Number(argument),
        "items" => value is not JsonArray items || items.All(item => Accepts(argument, item)),
        "minProperties" => value is not JsonObject members || members.Count >= Number(argument),
        "required" => value is not JsonObject members || argument.AsArray().All(name => members.ContainsKey(name!.ToString())),
        "properties" => value is not JsonObject members
            || members.All(member => argument[member.Key] is not { } inner || Accepts(inner, member.Value)),
        "additionalProperties" => value is not JsonObject members
            || members.All(member => schema["properties"]?.AsObject().ContainsKey(member.Key) == true
                || (argument is JsonObject && Accepts(argument, member.Value))),
        _ => Annotations.Contains(keyword) ? true : throw new NotSupportedException(keyword),
    };

    private static bool Is(JsonNode type, JsonNode? value) => type.ToString() switch
    {
        "null" => value is null,
        "object" => value is JsonObject,
        "array" => value is JsonArray,
        "string" => Text(value) is not null,
        "number" => Number(value) is not null,
        "integer" => Number(value) is { } number && number == decimal.Truncate(number),
        "boolean" => value?.GetValueKind() is System.Text.Json.JsonValueKind.True or System.Text.Json.JsonValueKind.False,
        _ => throw new NotSupportedException(),
    };

    private static decimal? Number(JsonNode? value)
        => value?.GetValueKind() is System.Text.Json.JsonValueKind.Number ? decimal.Parse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture) : null;

    private static string? Text(JsonNode? value) => value?.GetValueKind() is System.Text.Json.JsonValueKind.String ? value.ToString() : null;
}
