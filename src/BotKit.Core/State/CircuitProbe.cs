namespace BotKit.State;

/// <summary>The one run that decides whether a circuit closes.</summary>
/// <param name="ExecutionId">The run.</param>
/// <param name="Until">When the right to decide expires, so that a probe lost with its process frees the circuit.</param>
public sealed record CircuitProbe(Guid ExecutionId, DateTimeOffset Until);
