namespace BotKit.Notifications;

/// <summary>Something a person should know now.</summary>
/// <param name="Id">The alert's id (UUID version 7).</param>
/// <param name="Bot">The bot's name.</param>
/// <param name="Code">The failure's code.</param>
/// <param name="Severity">How serious it is.</param>
/// <param name="Message">A sentence that is safe to show.</param>
/// <param name="ExecutionId">The run that raised it first, or <see langword="null"/>.</param>
/// <param name="FirstAt">When it was raised first in its window.</param>
/// <param name="LastAt">When it was raised last in its window.</param>
/// <param name="Count">How often it was raised in its window; only the first one is sent.</param>
/// <param name="SuppressedBefore">How many alerts of this bot and code the window before held back.</param>
public sealed record BotAlert(
    Guid Id,
    string Bot,
    string Code,
    BotSeverity Severity,
    string Message,
    Guid? ExecutionId,
    DateTimeOffset FirstAt,
    DateTimeOffset LastAt,
    int Count,
    int SuppressedBefore)
{
    /// <summary>
    /// The <see cref="Bot"/> of alerts that belong to no bot but to the host, such as the loss of BotKit's own store: <c>_host</c>,
    /// which no bot can be called.
    /// </summary>
    public const string Host = "_host";

    /// <summary>When somebody acknowledged it, or <see langword="null"/>.</summary>
    public DateTimeOffset? AcknowledgedAt { get; init; }

    /// <summary>Who acknowledged it, or <see langword="null"/>.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>What who acknowledged it had to say, or <see langword="null"/>.</summary>
    public string? AcknowledgeNote { get; init; }

    /// <summary>
    /// How far it has got: 0 as long as it was not handed over to be sent, 1 when it was, 2 and more when it was escalated so often.
    /// It only grows. A host without escalation leaves it as it is.
    /// </summary>
    public int EscalationLevel { get; init; }
}
