using BotKit.Notifications.Content;

namespace BotKit.Notifications.Channels;

/// <summary>A way to people. It neither throws for what the other side does, nor is it called after it took too long.</summary>
internal interface IAlertChannel
{
    string Name { get; }

    /// <summary>Tries to send a message once.</summary>
    ValueTask<SendOutcome> SendAsync(Notice notice, SendProgress progress, CancellationToken cancellationToken);
}
