using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Workflows;

/// <summary>The JSON contracts of the workflow bot, so that it needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WorkflowInput))]
[JsonSerializable(typeof(WorkflowResult))]
[JsonSerializable(typeof(FrameRecord))]
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class WorkflowJson : JsonSerializerContext;
