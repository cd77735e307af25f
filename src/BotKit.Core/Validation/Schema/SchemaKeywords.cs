using System.Text.Json.Nodes;

namespace BotKit.Validation;

/// <summary>Reads and adds keywords of a schema.</summary>
internal static class SchemaKeywords
{
    private const string Null = "null";

    /// <summary>Whether values of a type are allowed.</summary>
    public static bool Allows(JsonObject schema, string type) => schema["type"] switch
    {
        JsonArray several => several.Any(one => (string?)one == type),
        { } one => (string?)one == type,
        null => false,
    };

    public static bool IsNumeric(JsonObject schema) => Allows(schema, "integer") || Allows(schema, "number");

    /// <summary>Adds a keyword; one that is there already holds as well.</summary>
    public static void Add(JsonObject schema, string keyword, JsonNode value)
    {
        if (schema.TryAdd(keyword, value))
        {
            return;
        }

        if (schema["allOf"] is not JsonArray all)
        {
            schema["allOf"] = all = [];
        }

        all.Add((JsonNode)new JsonObject { [keyword] = value });
    }

    /// <summary>Adds a lower bound of a length or count; of two, the larger holds.</summary>
    public static void AddLeast(JsonObject schema, string keyword, int least)
        => schema[keyword] = schema[keyword] is { } present ? Math.Max((int)present, least) : least;

    /// <summary>Adds an upper bound of a length or count; of two, the smaller holds.</summary>
    public static void AddMost(JsonObject schema, string keyword, int most)
        => schema[keyword] = schema[keyword] is { } present ? Math.Min((int)present, most) : most;

    /// <summary>Adds a sentence.</summary>
    public static void Describe(JsonObject schema, string sentence)
    {
        if ((string?)schema["description"] is not { } present)
        {
            schema["description"] = sentence;
        }
        else if (!present.Contains(sentence, StringComparison.Ordinal))
        {
            schema["description"] = present + " " + sentence;
        }
    }

    /// <summary>A schema that allows null or not, whatever it says so far.</summary>
    public static JsonObject WithNull(JsonObject schema, bool isNullable)
    {
        if (schema["enum"] is JsonArray values)
        {
            SetNull(values, static value => value is null, null, isNullable);
        }

        if (schema["oneOf"] is JsonArray choices && isNullable)
        {
            choices.Add((JsonNode)new JsonObject { ["type"] = Null });
        }

        switch (schema["type"])
        {
            case JsonArray types:
                SetNull(types, static type => (string?)type == Null, Null, isNullable);
                schema["type"] = types.Count == 1 ? types[0]!.DeepClone() : types;
                break;
            case JsonValue type when isNullable:
                schema["type"] = new JsonArray(type.DeepClone(), Null);
                break;
        }

        return isNullable && schema.ContainsKey("$ref") ? Either(schema) : schema;
    }

    private static JsonObject Either(JsonObject reference)
    {
        var description = reference["description"]?.DeepClone();
        reference.Remove("description");
        var either = new JsonObject { ["anyOf"] = new JsonArray(reference, new JsonObject { ["type"] = Null }) };
        if (description is not null)
        {
            either["description"] = description;
        }

        return either;
    }

    private static void SetNull(JsonArray list, Func<JsonNode?, bool> isNull, JsonNode? nothing, bool isWanted)
    {
        list.RemoveAll(isNull);
        if (isWanted)
        {
            list.Add(nothing);
        }
    }
}
