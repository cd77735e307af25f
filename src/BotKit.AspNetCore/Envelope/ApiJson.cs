using System.Text.Json.Serialization;
using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Events;

namespace BotKit.AspNetCore.Envelope;

/// <summary>How the API's own types are written and read: camelCase, enums by name, what is null left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ProblemBody))]
[JsonSerializable(typeof(RunBody))]
[JsonSerializable(typeof(AcceptedBody))]
[JsonSerializable(typeof(BotListBody))]
[JsonSerializable(typeof(BotDetailBody))]
[JsonSerializable(typeof(BotStateAnswerBody))]
[JsonSerializable(typeof(RunListBody))]
[JsonSerializable(typeof(RunChangeBody))]
[JsonSerializable(typeof(ReplayedBody))]
[JsonSerializable(typeof(LogListBody))]
[JsonSerializable(typeof(AuditListBody))]
[JsonSerializable(typeof(RunEventBody))]
[JsonSerializable(typeof(GapBody))]
[JsonSerializable(typeof(AlertBody))]
[JsonSerializable(typeof(RunDetailBody))]
[JsonSerializable(typeof(MetricsBody))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(AlertListBody))]
[JsonSerializable(typeof(ScheduleListBody))]
[JsonSerializable(typeof(OccurrenceListBody))]
[JsonSerializable(typeof(BackfilledBody))]
[JsonSerializable(typeof(ScheduleTimesBody))]
[JsonSerializable(typeof(PreviewedBody))]
[JsonSerializable(typeof(FileListBody))]
internal sealed partial class ApiJson : JsonSerializerContext;
