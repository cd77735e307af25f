using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Json;

/// <summary>
/// Enums by name in camelCase, never by number; an enum with a converter of its own keeps that. Only an enum of flags takes
/// several names.
/// </summary>
[RequiresDynamicCode("Makes a converter for each enum; ahead of time, the host's context says how enums are written.")]
internal sealed class EnumNames : JsonConverterFactory
{
    private readonly JsonStringEnumConverter _names = new(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsEnum && !typeToConvert.IsDefined(typeof(JsonConverterAttribute), inherit: false);

    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The fields of an enum are kept.")]
    [UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "The fields of an enum are kept.")]
    [UnconditionalSuppressMessage("Trimming", "IL2077", Justification = "The constructor is used here.")]
    public override JsonConverter? CreateConverter(Type typeToConvert, JsonSerializerOptions options)
    {
        var names = _names.CreateConverter(typeToConvert, options);
        return typeToConvert.IsDefined(typeof(FlagsAttribute), inherit: false)
            ? names
            : (JsonConverter)Activator.CreateInstance(typeof(EnumNameConverter<>).MakeGenericType(typeToConvert), names)!;
    }
}
