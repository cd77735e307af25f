namespace BotKit.AspNetCore.Envelope;

/// <summary>An error as it is written; <paramref name="RetryAfter"/> is in whole seconds, like the header.</summary>
internal sealed record ErrorBody(
    string Code,
    string Message,
    BotSeverity Severity,
    DateTimeOffset Timestamp,
    long? RetryAfter,
    IReadOnlyList<BotFieldError>? Details)
{
    public static ErrorBody? Of(BotError? error)
        => error is null
            ? null
            : new(
                error.Code,
                error.Message,
                error.Severity,
                error.Timestamp,
                Seconds.Of(error.RetryAfter),
                error.Details);
}
