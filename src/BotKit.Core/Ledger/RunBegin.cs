namespace BotKit.Ledger;

/// <summary>What came of beginning a direct durable run.</summary>
/// <param name="Outcome">Whether it shall run; without a key always <see cref="KeyOutcome.Won"/>.</param>
/// <param name="ExecutionId">The run that holds the key: the submitted one when it won, or an interrupted earlier one that it takes over.</param>
/// <param name="Fence">The fence to end it with, when it won.</param>
/// <param name="Envelope">The stored envelope, when <paramref name="Outcome"/> is <see cref="KeyOutcome.Stored"/>.</param>
public sealed record RunBegin(KeyOutcome Outcome, Guid ExecutionId, long Fence = 0, StoredEnvelope? Envelope = null);
