using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Content;

/// <summary>The JSON contracts of the options, for sections of a configuration: what a section does not name keeps its default.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(ContentVoice))]
[JsonSerializable(typeof(ContentTemplateOptions))]
[JsonSerializable(typeof(ContentGateOptions))]
[JsonSerializable(typeof(ContentModelOptions))]
[JsonSerializable(typeof(ContentBudgetOptions))]
[JsonSerializable(typeof(int?))]
internal sealed partial class ContentOptionsJson : JsonSerializerContext;
