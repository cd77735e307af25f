using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Scheduling.Schedules;

/// <summary>Writes one text of configuration as the JSON value that it was.</summary>
internal static class ConfigurationLeaf
{
    private static readonly FrozenSet<Type> Texts = FrozenSet.ToFrozenSet(
    [
        typeof(string), typeof(char), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(DateOnly), typeof(TimeOnly),
        typeof(TimeSpan), typeof(Uri), typeof(Version), typeof(byte[]), typeof(ReadOnlyMemory<byte>), typeof(Memory<byte>),
    ]);

    /// <param name="writer">Where to.</param>
    /// <param name="text">The text; <see langword="null"/> for JSON's null and for an empty object, empty for an empty list.</param>
    /// <param name="contract">What it shall become, or <see langword="null"/>.</param>
    /// <param name="mayBeNull">Whether null may stand here.</param>
    public static void Write(Utf8JsonWriter writer, string? text, JsonTypeInfo? contract, bool mayBeNull)
    {
        if (text is null)
        {
            WriteNull(writer, contract, mayBeNull);
        }
        else if (text.Length == 0 && contract?.Kind is JsonTypeInfoKind.Enumerable)
        {
            writer.WriteStartArray();
            writer.WriteEndArray();
        }
        else if (IsText(contract) || !TryWriteValue(writer, text))
        {
            writer.WriteStringValue(text);
        }
    }

    private static void WriteNull(Utf8JsonWriter writer, JsonTypeInfo? contract, bool mayBeNull)
    {
        if (!mayBeNull && contract is null or { Kind: JsonTypeInfoKind.Object or JsonTypeInfoKind.Dictionary })
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNullValue();
        }
    }

    private static bool IsText(JsonTypeInfo? contract)
        => contract is not null && (Nullable.GetUnderlyingType(contract.Type) ?? contract.Type) is var type && (Texts.Contains(type) || type.IsEnum);

    private static bool TryWriteValue(Utf8JsonWriter writer, string text)
    {
        // Configuration writes flags with a capital.
        if (bool.TryParse(text, out var flag) && text.Trim().Length == text.Length)
        {
            writer.WriteBooleanValue(flag);
            return true;
        }

        if (!IsNumber(text))
        {
            return false;
        }

        writer.WriteRawValue(text);
        return true;
    }

    private static bool IsNumber(string text)
    {
        if (text[0] != '-' && !char.IsAsciiDigit(text[0]))
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind is JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
