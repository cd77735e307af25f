using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>What is asked of a value that is neither object nor array to the contract: a text, a number, a date, or what a converter takes.</summary>
internal sealed class LeafContract(JsonTypeInfo info)
{
    private const int MaxListed = 50;
    private JsonObject? _schema;

    private JsonObject Schema => _schema ??= info.Converter is IEnumNames names ? names.Schema : info.GetJsonSchemaAsNode() as JsonObject ?? [];

    /// <summary>Says why a value is refused.</summary>
    /// <returns>The code, and a sentence where the code's own is not enough; <see langword="null"/> when it is not refused.</returns>
    public (string Code, string? Sentence)? Refuse(JsonElement element)
    {
        if (TryBind(element, out var value))
        {
            return IsInfinite(value) ? (FieldCodes.OutOfRange, null) : null;
        }

        var kind = KindOf(element);
        if (!IsExpected(kind, out var expected))
        {
            return expected is null ? (FieldCodes.Invalid, null) : (FieldCodes.WrongType, $"Must be {expected}.");
        }

        return kind switch
        {
            "string" when Schema["enum"] is JsonArray names => (FieldCodes.UnknownValue, $"Must be one of: {List(names)}."),
            "string" => (FieldCodes.InvalidFormat, null),
            "integer" or "number" => (FieldCodes.OutOfRange, null),
            _ => (FieldCodes.Invalid, null),
        };
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "A converter may throw anything.")]
    private bool TryBind(JsonElement element, out object? value)
    {
        try
        {
            value = element.Deserialize(info);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            value = null;
            return false;
        }
    }

    private bool IsExpected(string kind, out string? expected)
    {
        var types = Schema["type"] switch
        {
            JsonArray several => [.. several.Select(static type => type!.GetValue<string>())],
            JsonValue one => new[] { one.GetValue<string>() },
            _ when Schema.ContainsKey("enum") => ["string"],
            _ => [],
        };
        expected = types.FirstOrDefault(static type => type != "null") switch
        {
            "integer" => "an integer",
            "number" => "a number",
            "string" => "a string",
            "boolean" => "true or false",
            _ => null,
        };
        return types.Contains(kind) || (kind == "integer" && types.Contains("number"));
    }

    private static string KindOf(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => "string",
        JsonValueKind.Number => element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "number" : "integer",
        JsonValueKind.True or JsonValueKind.False => "boolean",
        JsonValueKind.Null => "null",
        JsonValueKind.Array => "array",
        _ => "object",
    };

    private static bool IsInfinite(object? value) => value switch
    {
        double number => !double.IsFinite(number),
        float number => !float.IsFinite(number),
        _ => false,
    };

    private static string List(JsonArray names)
        => string.Join(", ", names.Where(static name => name is not null).Take(MaxListed).Select(static name => name!.ToString()));
}
