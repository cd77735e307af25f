using System.Buffers;
using System.Text;
using System.Text.Json;

namespace BotKit.Handlers.Workflows;

/// <summary>Shows what goes through a state: the beginning of it, with members masked whose name says that they are secret or personal.</summary>
internal sealed class WorkflowMask(WorkflowSettings settings)
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    /// <summary>The text to show; one that was cut ends in <c>…</c>.</summary>
    public string Show(FrameData data)
    {
        var buffer = new ArrayBufferWriter<byte>(Math.Min(data.Utf8.Length + 16, WorkflowDefaults.MaxShownBytes * 2));
        using var writer = new Utf8JsonWriter(buffer, Writing);
        var reader = new Utf8JsonReader(data.Utf8, new JsonReaderOptions { MaxDepth = WorkflowDefaults.MaxDataDepth + 8 });
        var isCut = false;
        while (reader.Read())
        {
            Copy(ref reader, writer);
            if (writer.BytesCommitted + writer.BytesPending > WorkflowDefaults.MaxShownBytes)
            {
                isCut = true;
                break;
            }
        }

        writer.Flush();
        var shown = buffer.WrittenSpan;
        return isCut && (reader.BytesConsumed < data.Utf8.Length || shown.Length > WorkflowDefaults.MaxShownBytes) ? Cut(shown) : Encoding.UTF8.GetString(shown);
    }

    /// <summary>Whether a shown text is all there was.</summary>
    public static bool IsWhole(string shown) => !shown.EndsWith('…') && !shown.Contains(SensitiveAttribute.Mask, StringComparison.Ordinal);

    private static string Cut(ReadOnlySpan<byte> shown)
    {
        var length = Math.Min(shown.Length, WorkflowDefaults.MaxShownBytes);
        while (length > 0 && length < shown.Length && (shown[length] & 0xc0) == 0x80)
        {
            length--;
        }

        return Encoding.UTF8.GetString(shown[..length]) + "…";
    }

    private void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName:
                var name = reader.GetString()!;
                writer.WritePropertyName(name);
                if (IsMasked(name))
                {
                    reader.Read();
                    reader.Skip();
                    writer.WriteStringValue(SensitiveAttribute.Mask);
                }

                break;
            case JsonTokenType.String:
                writer.WriteStringValue(reader.GetString());
                break;
            default:
                writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private bool IsMasked(string name)
    {
        foreach (var part in settings.MaskedMembers)
        {
            if (name.Contains(part, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
