using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Content;

/// <summary>The JSON contracts of the content bot, so that it needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ContentInput))]
[JsonSerializable(typeof(ContentResult))]
internal sealed partial class ContentJson : JsonSerializerContext;
