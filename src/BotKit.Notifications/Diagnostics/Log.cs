using Microsoft.Extensions.Logging;

namespace BotKit.Notifications.Diagnostics;

/// <summary>Every message that Notifications logs. Event ids 6000 to 6999.</summary>
internal static partial class Log
{
    [LoggerMessage(6000, LogLevel.Information, "Message {Message} was sent through channel {Channel}")]
    public static partial void Sent(ILogger logger, string message, string channel);

    [LoggerMessage(6001, LogLevel.Warning, "Message {Message} could not be sent through channel {Channel} yet: {Reason}")]
    public static partial void NotSentYet(ILogger logger, string message, string channel, string reason);

    [LoggerMessage(6002, LogLevel.Error, "Message {Message} could not be sent through channel {Channel}: {Reason}")]
    public static partial void NotSent(ILogger logger, string message, string channel, string reason);

    [LoggerMessage(6003, LogLevel.Error, "Message {Message} was dropped: too much waits for channel {Channel}, or the host stops")]
    public static partial void Dropped(ILogger logger, string message, string channel);

    [LoggerMessage(6004, LogLevel.Warning, "The mail server refused {Count} addresses of channel {Channel} for good ({Code})")]
    public static partial void RecipientsRefused(ILogger logger, string channel, int count, int code);

    [LoggerMessage(6005, LogLevel.Error, "Channel {Channel} failed")]
    public static partial void ChannelFailed(ILogger logger, Exception exception, string channel);

    [LoggerMessage(6006, LogLevel.Warning, "The queue cannot take messages: they are sent without it")]
    public static partial void QueueAway(ILogger logger, Exception exception);

    [LoggerMessage(6007, LogLevel.Warning, "No route matches the alert {Code} of {Bot}: nobody is told")]
    public static partial void NotRouted(ILogger logger, string code, string bot);

    [LoggerMessage(6008, LogLevel.Warning, "Alert {Alert} was not acknowledged: escalated to step {Step}")]
    public static partial void Escalated(ILogger logger, Guid alert, int step);

    [LoggerMessage(6009, LogLevel.Warning, "Alerts could not be looked at, so none is escalated")]
    public static partial void NotLooked(ILogger logger, Exception exception);

    [LoggerMessage(6010, LogLevel.Warning, "The password for the mail server {Host} is sent unencrypted, as the options say")]
    public static partial void PasswordInTheClear(ILogger logger, string host);

    [LoggerMessage(6011, LogLevel.Information, "Alert {Alert} had not been handed over to be sent; it is now")]
    public static partial void Recovered(ILogger logger, Guid alert);
}
