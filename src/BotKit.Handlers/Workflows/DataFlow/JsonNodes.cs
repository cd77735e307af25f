using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotKit.Handlers.Workflows;

/// <summary>Reads JSON nodes, whatever they were made from. A JSON null is a <see langword="null"/> node.</summary>
internal static class JsonNodes
{
    private static readonly JsonSerializerOptions Compact = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = WorkflowDefaults.MaxDataDepth * 2,
        TypeInfoResolver = WorkflowJson.Default,
    };

    public static JsonValueKind KindOf(JsonNode? node) => node?.GetValueKind() ?? JsonValueKind.Null;

    /// <summary>A text. One with an escape of half a character is none.</summary>
    public static bool TryText(JsonNode? node, out string text)
    {
        text = string.Empty;
        if (KindOf(node) != JsonValueKind.String)
        {
            return false;
        }

        try
        {
            text = node!.GetValue<string>();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    public static bool TryBoolean(JsonNode? node, out bool value)
    {
        var kind = KindOf(node);
        value = kind == JsonValueKind.True;
        return kind is JsonValueKind.True or JsonValueKind.False;
    }

    /// <summary>A number whatever its size, as far as a double holds it.</summary>
    public static bool TryNumber(JsonNode? node, out double number)
    {
        number = 0;
        return KindOf(node) == JsonValueKind.Number
            && double.TryParse(node!.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>A whole number that is written as one: 1, not 1.5.</summary>
    public static bool TryWhole(JsonNode? node, out long number)
    {
        number = 0;
        if (KindOf(node) != JsonValueKind.Number)
        {
            return false;
        }

        var text = node!.ToJsonString();
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value == decimal.Truncate(value) && value is >= long.MinValue and <= long.MaxValue)
        {
            number = (long)value;
            return true;
        }

        return false;
    }

    /// <summary>Compares two numbers, exactly where they have at most 28 digits.</summary>
    public static int CompareNumbers(JsonNode left, JsonNode right)
        => TryDecimal(left, out var a) && TryDecimal(right, out var b) ? a.CompareTo(b)
            : TryNumber(left, out var x) && TryNumber(right, out var y) ? x.CompareTo(y)
            : 0;

    public static bool AreEqual(JsonNode? left, JsonNode? right)
        => KindOf(left) == JsonValueKind.Number && KindOf(right) == JsonValueKind.Number
            ? CompareNumbers(left!, right!) == 0
            : JsonNode.DeepEquals(left, right);

    /// <summary>A copy that may get another parent. Also of a plain value: branches that get the same one run at once.</summary>
    public static JsonNode? Copy(JsonNode? node) => node?.DeepClone();

    public static string Write(JsonNode? node) => node is null ? "null" : node.ToJsonString(Compact);

    public static byte[] WriteUtf8(JsonNode? node) => node is null ? "null"u8.ToArray() : JsonSerializer.SerializeToUtf8Bytes(node, Compact.GetTypeInfo(typeof(JsonNode)));

    private static bool TryDecimal(JsonNode node, out decimal number)
    {
        var text = node.ToJsonString();
        number = 0;
        return text.Length <= 28 && decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }
}
