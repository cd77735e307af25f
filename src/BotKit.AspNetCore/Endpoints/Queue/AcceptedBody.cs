using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The answer to a run that was queued, or that goes on elsewhere.</summary>
/// <param name="Status">Where the run stands.</param>
/// <param name="Durable">Whether it survives a restart of the store's process.</param>
/// <param name="ReplayOf">The run that it repeats.</param>
internal sealed record AcceptedBody(Guid ExecutionId, string Bot, RunState Status, bool Durable, Guid? ReplayOf = null)
{
    public bool Success { get; } = true;
}
