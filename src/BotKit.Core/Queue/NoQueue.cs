namespace BotKit.Queue;

/// <summary>The queue of a host without a queue worker.</summary>
internal sealed class NoQueue : IBotQueue
{
    public ValueTask<Guid> EnqueueAsync(BotDescriptor bot, BotRequest request, CancellationToken cancellationToken)
        => throw new InvalidOperationException(
            $"Bot '{bot.Name}' cannot be enqueued: this host has no queue worker. Add one with AddScheduling of BotKit.Scheduling.");
}
