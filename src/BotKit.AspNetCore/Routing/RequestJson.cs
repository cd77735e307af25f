using System.Text.Json.Serialization;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>How the API reads its own types: strictly, like a bot's input.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    MaxDepth = 32)]
[JsonSerializable(typeof(PauseBody))]
[JsonSerializable(typeof(ReplayManyBody))]
[JsonSerializable(typeof(ScheduleChangeBody))]
[JsonSerializable(typeof(BackfillBody))]
[JsonSerializable(typeof(AcknowledgeBody))]
[JsonSerializable(typeof(PreviewBody))]
[JsonSerializable(typeof(SignalBody))]
[JsonSerializable(typeof(WorkflowPauseBody))]
[JsonSerializable(typeof(WorkflowRestartBody))]
internal sealed partial class RequestJson : JsonSerializerContext;
