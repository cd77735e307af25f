using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.AspNetCore.Envelope;

/// <summary>JSON that was written before, by the contract of a bot's own type.</summary>
[JsonConverter(typeof(Converter))]
internal readonly record struct RawJson(ReadOnlyMemory<byte> Utf8)
{
    internal sealed class Converter : JsonConverter<RawJson>
    {
        public override RawJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, RawJson value, JsonSerializerOptions options)
            => writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
    }
}
