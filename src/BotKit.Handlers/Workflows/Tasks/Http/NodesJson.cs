using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Workflows;

/// <summary>Writes nodes.</summary>
[JsonSerializable(typeof(JsonNode))]
internal sealed partial class NodesJson : JsonSerializerContext;
