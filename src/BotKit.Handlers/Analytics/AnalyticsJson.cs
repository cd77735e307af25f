using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.Handlers.Analytics;

/// <summary>The JSON contracts of the analytics bot, so that it needs no reflection.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, AllowOutOfOrderMetadataProperties = true)]
[JsonSerializable(typeof(AnalyticsInput))]
[JsonSerializable(typeof(AnalyticsResult))]
[JsonSerializable(typeof(AnalyticsOptionsJson))]
[JsonSerializable(typeof(ReportFileJson))]
internal sealed partial class AnalyticsJson : JsonSerializerContext;
