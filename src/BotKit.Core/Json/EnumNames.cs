using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Json;

/// <summary>Enums by name in camelCase, never by number; an enum with a converter of its own keeps that.</summary>
[RequiresDynamicCode("Makes a converter for each enum; ahead of time, the host's context says how enums are written.")]
internal sealed class EnumNames : JsonConverterFactory
{
    private readonly JsonStringEnumConverter _names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => _names.CreateConverter(typeToConvert, options);
}
