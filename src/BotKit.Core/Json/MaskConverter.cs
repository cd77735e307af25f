using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Json;

/// <summary>Writes <see cref="SensitiveAttribute.Mask"/> for a value of any type, null too.</summary>
internal sealed class MaskConverter : JsonConverter<object?>
{
    public override bool HandleNull => true;

    public override bool CanConvert(Type typeToConvert) => true;

    public override object? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => throw new NotSupportedException("Masked JSON cannot be read back.");

    public override void Write(Utf8JsonWriter writer, object? value, JsonSerializerOptions options)
        => writer.WriteStringValue(SensitiveAttribute.Mask);
}
