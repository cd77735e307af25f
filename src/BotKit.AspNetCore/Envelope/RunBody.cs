namespace BotKit.AspNetCore.Envelope;

/// <summary>The envelope of a run that succeeded, as it is written.</summary>
internal sealed record RunBody(bool Success, Guid ExecutionId, string Bot, BotStatus Status, RawJson Data, double Duration, int Attempts);
