using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Leads;

/// <summary>The JSON contracts of what the lead bot keeps.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ModelIndex))]
[JsonSerializable(typeof(LeadModelDocument))]
[JsonSerializable(typeof(RouteState))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class LeadStoreJson : JsonSerializerContext;
