namespace BotKit.Notifications.Channels;

/// <summary>What earlier tries of a message came to, kept where the message is kept.</summary>
internal abstract class SendProgress
{
    public SendState State { get; protected set; } = SendState.None;

    /// <summary>Keeps the state before the next thing happens.</summary>
    public abstract ValueTask SaveAsync(SendState state, CancellationToken cancellationToken);
}
