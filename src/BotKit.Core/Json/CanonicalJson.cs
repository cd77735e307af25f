using System.Text.Json;

namespace BotKit.Json;

/// <summary>Writes JSON in one form per content, in the manner of RFC 8785: members in ordinal order, no white space, numbers in plain form.</summary>
internal static class CanonicalJson
{
    public static void Write(Utf8JsonWriter writer, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(static member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(writer, member.Value);
                }

                writer.WriteEndObject();
                break;

            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray())
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;

            case JsonValueKind.Number:
                writer.WriteRawValue(CanonicalNumber.Of(element.GetRawText()), skipInputValidation: true);
                break;

            default:
                element.WriteTo(writer);
                break;
        }
    }
}
