namespace BotKit.AspNetCore.Endpoints;

/// <summary>The answer to a run that was queued.</summary>
internal sealed record AcceptedBody(Guid ExecutionId, string Bot);
