namespace BotKit.Ledger;

/// <summary>An envelope as it is kept under an idempotency key.</summary>
/// <param name="Status">How the run ended.</param>
/// <param name="ExecutionId">The run's id.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Attempts">How often the bot's code was called.</param>
/// <param name="Error">Why it did not succeed, or <see langword="null"/>.</param>
/// <param name="Data">What the bot returned, as UTF-8 JSON; empty when it did not succeed.</param>
public sealed record StoredEnvelope(
    BotStatus Status, Guid ExecutionId, TimeSpan Duration, int Attempts, BotError? Error, ReadOnlyMemory<byte> Data)
{
    /// <summary>What is kept of an outcome under its key.</summary>
    /// <param name="outcome">How the run ended.</param>
    /// <returns>The envelope; <see langword="null"/> for an end that is not kept, which frees the key.</returns>
    public static StoredEnvelope? Of(RunOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        return outcome.Status is BotStatus.Succeeded or BotStatus.Failed or BotStatus.TimedOut or BotStatus.Dead
            ? new(outcome.Status, outcome.ExecutionId, outcome.Duration, outcome.Attempts, outcome.Error, outcome.Output)
            : null;
    }
}
