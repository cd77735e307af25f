namespace BotKit.Notifications.Channels;

/// <summary>The progress of a message that waits in memory.</summary>
internal sealed class MemoryProgress : SendProgress
{
    public override ValueTask SaveAsync(SendState state, CancellationToken cancellationToken)
    {
        State = state;
        return ValueTask.CompletedTask;
    }
}
