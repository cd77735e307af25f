using System.Buffers;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace BotKit.Json;

/// <summary>Writes a value of the document that is copied: one of a sensitive member, or a string that BotKit may have put in its place.</summary>
/// <param name="writer">Takes one value.</param>
/// <param name="value">The value.</param>
/// <param name="path">Where it stands.</param>
/// <param name="isSensitive">Whether the contract says so.</param>
internal delegate void SensitiveWrite(Utf8JsonWriter writer, JsonElement value, JsonPath path, bool isSensitive);

/// <summary>Copies a document and lets somebody else write the sensitive values in it.</summary>
/// <param name="writer">Takes the copy.</param>
/// <param name="write">Writes the values in question.</param>
/// <param name="hidesUnknown">Whether what no contract knows is masked, rather than copied.</param>
internal sealed class SensitiveCopy(Utf8JsonWriter writer, SensitiveWrite write, bool hidesUnknown = false)
{
    /// <summary>What every string begins with that BotKit puts in the place of a sensitive value.</summary>
    public const string Mark = "botkit:";

    private static ReadOnlySpan<byte> MarkUtf8 => "botkit:"u8;

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 2 * BotJson.MaxDepth };

    private readonly JsonPath _path = new();

    /// <summary>Copies a document.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ReadOnlyMemory<byte> Of(ReadOnlyMemory<byte> json, SensitiveContract? contract, SensitiveWrite write, bool hidesUnknown = false)
    {
        using var document = JsonDocument.Parse(json, Deep);
        var buffer = new ArrayBufferWriter<byte>(2 * json.Length);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            new SensitiveCopy(writer, write, hidesUnknown).Copy(document.RootElement, contract);
        }

        return buffer.WrittenMemory;
    }

    /// <summary>Whether it is a string of BotKit's own, or looks like one.</summary>
    public static bool IsMarked(JsonElement value)
        => value.ValueKind is JsonValueKind.String && JsonMarshal.GetRawUtf8Value(value)[1..].StartsWith(MarkUtf8);

    /// <summary>Whether there may be one anywhere in a document.</summary>
    public static bool MayHaveMarks(ReadOnlySpan<byte> json) => json.IndexOf(MarkUtf8) >= 0;

    private void Copy(JsonElement value, SensitiveContract? contract)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object or JsonValueKind.Array when contract is null && hidesUnknown:
                writer.WriteStringValue(SensitiveAttribute.Mask);
                break;
            case JsonValueKind.Object:
                CopyMembers(value, contract?.For(value));
                break;
            case JsonValueKind.Array:
                CopyItems(value, contract?.Element);
                break;
            case JsonValueKind.String when IsMarked(value):
                write(writer, value, _path, isSensitive: false);
                break;
            default:
                value.WriteTo(writer);
                break;
        }
    }

    private void CopyMembers(JsonElement value, SensitiveContract? contract)
    {
        writer.WriteStartObject();
        foreach (var property in value.EnumerateObject())
        {
            writer.WritePropertyName(property.Name);
            var member = contract?.Member(property.Name) ?? default;
            _path.Push(property.Name);
            if (member.IsSensitive)
            {
                write(writer, property.Value, _path, isSensitive: true);
            }
            else if (!member.IsKnown && hidesUnknown)
            {
                writer.WriteStringValue(SensitiveAttribute.Mask);
            }
            else
            {
                Copy(property.Value, member.Value);
            }

            _path.Pop();
        }

        writer.WriteEndObject();
    }

    private void CopyItems(JsonElement value, SensitiveContract? contract)
    {
        writer.WriteStartArray();
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            _path.Push(index++);
            Copy(item, contract);
            _path.Pop();
        }

        writer.WriteEndArray();
    }
}
