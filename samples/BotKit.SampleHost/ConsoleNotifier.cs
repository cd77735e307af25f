using BotKit.Notifications;

namespace BotKit.SampleHost;

/// <summary>Tells whoever looks at the console.</summary>
internal sealed partial class ConsoleNotifier(ILogger<ConsoleNotifier> logger) : IBotNotifier
{
    public ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
    {
        Alert(logger, alert.Bot, alert.Code, alert.Message);
        return ValueTask.CompletedTask;
    }

    [LoggerMessage(9000, LogLevel.Warning, "ALERT from {Bot}: {Code}: {Message}")]
    private static partial void Alert(ILogger logger, string bot, string code, string message);
}
