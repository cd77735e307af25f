using System.Text.Json.Serialization;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What became of a run: <c>Canceled</c>, <c>CancelRequested</c> or <c>Erased</c>.</summary>
internal sealed record RunChangeBody(Guid ExecutionId, string Change)
{
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}
