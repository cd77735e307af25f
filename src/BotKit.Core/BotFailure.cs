namespace BotKit;

/// <summary>The verdict on an exception: classified once, it drives retry, circuit, log level, alert, pause and HTTP status.</summary>
/// <param name="Severity">How serious it is.</param>
/// <param name="Code">A stable code in snake_case.</param>
/// <param name="IsTransient">Whether trying again may help; only transient failures are retried.</param>
/// <param name="SafeMessage">A sentence that may leave the process.</param>
/// <param name="RetryAfter">How long the failing side asks to wait, if it said so; capped by the retry options.</param>
public sealed record BotFailure(
    BotSeverity Severity,
    string Code,
    bool IsTransient,
    string SafeMessage,
    TimeSpan? RetryAfter = null);
