using System.Text.Json.Serialization;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>
/// The answer to a run that was queued, or that goes on elsewhere: where it stands, whether it survives a restart, and which run it
/// repeats.
/// </summary>
internal sealed record AcceptedBody(Guid ExecutionId, string Bot, RunState Status, bool Durable, Guid? ReplayOf = null)
{
    [JsonPropertyOrder(-1)]
    public bool Success { get; } = true;
}
