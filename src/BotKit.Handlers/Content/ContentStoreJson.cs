using System.Text.Json;
using System.Text.Json.Serialization;
using BotKit.Handlers.Content.Models;

namespace BotKit.Handlers.Content;

/// <summary>The JSON contracts of what the content bot keeps and of what it sends to a model.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(List<KeptPiece>))]
[JsonSerializable(typeof(SpentToday))]
[JsonSerializable(typeof(PromptData))]
internal sealed partial class ContentStoreJson : JsonSerializerContext;
