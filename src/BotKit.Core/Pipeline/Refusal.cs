using BotKit.Errors;

namespace BotKit.Pipeline;

/// <summary>Why a gate refused a run.</summary>
/// <param name="Code">One of <see cref="BotErrorCodes"/>.</param>
/// <param name="RetryAfter">How long to wait; <see langword="null"/> when waiting alone does not help.</param>
internal readonly record struct Refusal(string Code, TimeSpan? RetryAfter)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    public static Refusal Disabled { get; } = new(BotErrorCodes.Disabled, null);

    public static Refusal Isolated { get; } = new(BotErrorCodes.Isolated, null);

    public static Refusal DepthExceeded { get; } = new(BotErrorCodes.DepthExceeded, null);

    public static Refusal IdempotencyConflict { get; } = new(BotErrorCodes.IdempotencyConflict, null);

    public static Refusal IdempotencyCycle { get; } = new(BotErrorCodes.IdempotencyCycle, null);

    public static Refusal QueueFull { get; } = new(BotErrorCodes.QueueFull, Soon);

    public static Refusal StoreFull { get; } = new(BotErrorCodes.StoreFull, Soon);

    public static Refusal StoreUnavailable { get; } = new(BotErrorCodes.StoreUnavailable, Soon);

    public static Refusal OutcomeUnrecorded { get; } = new(BotErrorCodes.OutcomeUnrecorded, Soon);

    public static Refusal ConcurrencyLimited { get; } = new(BotErrorCodes.ConcurrencyLimited, Soon);

    public static Refusal Paused(TimeSpan? retryAfter) => new(BotErrorCodes.Paused, retryAfter);

    public static Refusal CircuitOpen(TimeSpan? retryAfter) => new(BotErrorCodes.CircuitOpen, retryAfter);

    public static Refusal RateLimited(TimeSpan retryAfter) => new(BotErrorCodes.RateLimited, retryAfter);

    public BotError ToError(DateTimeOffset now) => new(Code, ErrorSentences.For(Code), BotSeverity.Warning, now, RetryAfter);
}
