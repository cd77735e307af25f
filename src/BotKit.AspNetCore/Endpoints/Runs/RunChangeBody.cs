namespace BotKit.AspNetCore.Endpoints;

/// <summary>What became of a run: <c>Canceled</c>, <c>CancelRequested</c> or <c>Erased</c>.</summary>
internal sealed record RunChangeBody(Guid ExecutionId, string Change)
{
    public bool Success { get; } = true;
}
