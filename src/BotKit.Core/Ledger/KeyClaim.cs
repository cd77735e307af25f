namespace BotKit.Ledger;

/// <summary>What came of claiming an idempotency key.</summary>
/// <param name="Outcome">Whose the key is.</param>
/// <param name="ExecutionId">The run that holds the key; empty when the store is full.</param>
/// <param name="Envelope">The stored envelope, when <paramref name="Outcome"/> is <see cref="KeyOutcome.Stored"/>.</param>
public sealed record KeyClaim(KeyOutcome Outcome, Guid ExecutionId, StoredEnvelope? Envelope = null);
