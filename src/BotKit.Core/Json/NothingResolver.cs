using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace BotKit.Json;

/// <summary>Knows <see cref="Nothing"/>: an object without members.</summary>
internal sealed class NothingResolver : IJsonTypeInfoResolver
{
    public JsonTypeInfo? GetTypeInfo(Type type, JsonSerializerOptions options)
        => type == typeof(Nothing)
            ? JsonMetadataServices.CreateObjectInfo(options, new JsonObjectInfoValues<Nothing>
            {
                ObjectCreator = static () => Nothing.Value,
                PropertyMetadataInitializer = static _ => [],
            })
            : null;
}
