namespace BotKit.Pipeline;

/// <summary>Why a gate refused a run. The sentences are constant, so a refusal makes no string.</summary>
/// <param name="Code">One of <see cref="BotErrorCodes"/>.</param>
/// <param name="Message">A sentence for the caller.</param>
/// <param name="RetryAfter">How long to wait; <see langword="null"/> when waiting alone does not help.</param>
internal readonly record struct Refusal(string Code, string Message, TimeSpan? RetryAfter)
{
    public static Refusal Disabled { get; } = new(BotErrorCodes.Disabled, "The bot is disabled.", null);

    public static Refusal Isolated { get; } = new(BotErrorCodes.Isolated, "The bot's circuit is isolated by an operator.", null);

    public static Refusal DepthExceeded { get; } = new(BotErrorCodes.DepthExceeded, "Child runs are nested too deep.", null);

    public static Refusal IdempotencyConflict { get; }
        = new(BotErrorCodes.IdempotencyConflict, "The idempotency key was used with another input.", null);

    public static Refusal IdempotencyCycle { get; }
        = new(BotErrorCodes.IdempotencyCycle, "The run would wait for the run that started it.", null);

    public static Refusal StoreFull { get; }
        = new(BotErrorCodes.StoreFull, "No more idempotency keys can be remembered now.", TimeSpan.FromSeconds(1));

    public static Refusal StoreUnavailable { get; }
        = new(BotErrorCodes.StoreUnavailable, "The idempotency key cannot be checked now.", TimeSpan.FromSeconds(1));

    public static Refusal Paused(TimeSpan? retryAfter) => new(BotErrorCodes.Paused, "The bot is paused.", retryAfter);

    public static Refusal CircuitOpen(TimeSpan? retryAfter)
        => new(BotErrorCodes.CircuitOpen, "The bot's circuit is open after failures in a row.", retryAfter);

    public static Refusal RateLimited(TimeSpan retryAfter)
        => new(BotErrorCodes.RateLimited, "The bot's rate limit is used up.", retryAfter);

    public static Refusal ConcurrencyLimited()
        => new(BotErrorCodes.ConcurrencyLimited, "As many runs of the bot as allowed are in progress.", TimeSpan.FromSeconds(1));

    public BotError ToError(DateTimeOffset now) => new(Code, Message, BotSeverity.Warning, now, RetryAfter);
}
