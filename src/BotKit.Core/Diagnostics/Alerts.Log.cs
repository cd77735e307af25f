using Microsoft.Extensions.Logging;

namespace BotKit.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(1041, LogLevel.Error, "A notifier of type {Notifier} failed; the alert {Code} of {Bot} was not delivered through it")]
    public static partial void AlertFailed(ILogger logger, Exception exception, Type notifier, string code, string bot);

    [LoggerMessage(1042, LogLevel.Error, "A notifier of type {Notifier} took too long; the alert {Code} of {Bot} was not delivered through it")]
    public static partial void AlertTimedOut(ILogger logger, Type notifier, string code, string bot);

    [LoggerMessage(1043, LogLevel.Error, "A notifier of type {Notifier} is behind or stopped; the alert {Code} of {Bot} was not delivered through it")]
    public static partial void AlertNotTaken(ILogger logger, Type notifier, string code, string bot);

    [LoggerMessage(1044, LogLevel.Error, "The alert {Code} of {Bot} could not be stored")]
    public static partial void AlertNotStored(ILogger logger, Exception? exception, string code, string bot);

    [LoggerMessage(1045, LogLevel.Warning, "The store of alerts does not answer: until it does, this node alone decides which alerts are sent")]
    public static partial void AlertStoreAway(ILogger logger, Exception exception);
}
