namespace BotKit;

/// <summary>Why a run did not succeed, as a caller may see it.</summary>
/// <param name="Code">A stable code in snake_case, one of <see cref="BotErrorCodes"/> or the bot's own.</param>
/// <param name="Message">A sentence that is safe to show; it never holds an exception's text unless that was a <see cref="BotException"/>.</param>
/// <param name="Severity">How serious the failure is.</param>
/// <param name="Timestamp">When it happened, by the host's clock.</param>
/// <param name="RetryAfter">How long to wait before trying again; <see langword="null"/> when waiting alone does not help.</param>
/// <param name="Details">For invalid input, the problems by field; otherwise <see langword="null"/>.</param>
public sealed record BotError(
    string Code,
    string Message,
    BotSeverity Severity,
    DateTimeOffset Timestamp,
    TimeSpan? RetryAfter = null,
    IReadOnlyList<BotFieldError>? Details = null)
{
    // Ticks, 8 bytes less than a nullable span in each refusal; no span is the shortest one there is.
    private readonly long _retryAfter = ToTicks(RetryAfter);

    /// <summary>How long to wait before trying again; <see langword="null"/> when waiting alone does not help.</summary>
    public TimeSpan? RetryAfter
    {
        get => _retryAfter == long.MinValue ? null : new TimeSpan(_retryAfter);
        init => _retryAfter = ToTicks(value);
    }

    private static long ToTicks(TimeSpan? span) => span?.Ticks ?? long.MinValue;
}
