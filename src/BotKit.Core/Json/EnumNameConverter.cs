using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Json;

/// <summary>
/// Reads one name of an enum, exactly as it is written: the serializer's own converter takes any case, and lists, whose values it
/// joins. It writes like that one.
/// </summary>
internal sealed class EnumNameConverter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T>(JsonConverter<T> inner)
    : JsonConverter<T>, IEnumNames
    where T : struct, Enum
{
    private static readonly (byte[] Name, T Value)[] Names =
    [
        .. typeof(T).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(static field => (Encoding.UTF8.GetBytes(NameOf(field)), (T)field.GetValue(null)!)),
    ];

    public JsonObject Schema
        => new() { ["enum"] = new JsonArray([.. Names.Select(static name => (JsonNode)Encoding.UTF8.GetString(name.Name))]) };

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.TokenType is JsonTokenType.String ? Find(ref reader) : throw new JsonException();

    public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Find(ref reader);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => inner.Write(writer, value, options);

    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] T value, JsonSerializerOptions options)
        => inner.WriteAsPropertyName(writer, value, options);

    private static T Find(ref Utf8JsonReader reader)
    {
        foreach (var (name, value) in Names)
        {
            if (reader.ValueTextEquals(name))
            {
                return value;
            }
        }

        throw new JsonException();
    }

    private static string NameOf(FieldInfo field)
        => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(field.Name);
}
