using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Workflows;

/// <summary>The JSON contracts of the options, for sections of a configuration.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, PreferredObjectCreationHandling = JsonObjectCreationHandling.Populate)]
[JsonSerializable(typeof(WorkflowEmailOptions))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(int?))]
[JsonSerializable(typeof(TimeSpan?))]
internal sealed partial class WorkflowOptionsJson : JsonSerializerContext;
