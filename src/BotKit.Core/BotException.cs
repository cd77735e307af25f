namespace BotKit;

/// <summary>
/// A failure that a bot explains itself. It is the only exception whose message reaches a caller; every other one is
/// replaced by a general sentence with its code.
/// </summary>
public class BotException : Exception
{
    /// <summary>Creates an exception of severity <see cref="BotSeverity.Standard"/> that is not transient.</summary>
    /// <param name="code">A stable code in snake_case, such as <c>crm_unavailable</c>.</param>
    /// <param name="message">A sentence for the caller; it must not hold secrets.</param>
    /// <param name="innerException">The cause, for the host's own log.</param>
    public BotException(string code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        Code = code;
    }

    /// <summary>A stable code in snake_case.</summary>
    public string Code { get; }

    /// <summary>How serious the failure is. Default <see cref="BotSeverity.Standard"/>.</summary>
    public BotSeverity Severity { get; init; } = BotSeverity.Standard;

    /// <summary>Whether trying again may help. Default <see langword="false"/>.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long to wait before trying again, when the bot knows. Default <see langword="null"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
