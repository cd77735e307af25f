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
    int SuppressedBefore);
