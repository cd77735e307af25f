namespace BotKit.Queue;

/// <summary>What came of submitting a run to the queue.</summary>
/// <param name="Outcome">Whether it is accepted.</param>
/// <param name="ExecutionId">The accepted run, or the one that holds the key; empty when nothing does.</param>
public readonly record struct EnqueueResult(EnqueueOutcome Outcome, Guid ExecutionId);
