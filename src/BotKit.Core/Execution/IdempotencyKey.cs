namespace BotKit.Execution;

/// <summary>What an idempotency key looks like.</summary>
internal static class IdempotencyKey
{
    public static void ThrowIfInvalid(string? key)
    {
        if (key is { Length: 0 or > BotDefaults.MaxIdempotencyKeyLength })
        {
            throw new ArgumentException($"An idempotency key has 1 to {BotDefaults.MaxIdempotencyKeyLength} characters.", nameof(key));
        }
    }
}
