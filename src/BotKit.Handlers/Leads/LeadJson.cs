using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Leads;

/// <summary>The JSON contracts of the lead bot, so that it needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LeadInput))]
[JsonSerializable(typeof(LeadResult))]
internal sealed partial class LeadJson : JsonSerializerContext;
