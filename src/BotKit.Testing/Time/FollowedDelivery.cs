using BotKit.Queue;

namespace BotKit.Testing;

/// <summary>Delivers queued runs as part of the host's flow.</summary>
internal sealed class FollowedDelivery(IBotDelivery inner, RunFlow flow) : IBotDelivery
{
    public int FreeSlots(string bot) => inner.FreeSlots(bot);

    public ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
        => new(flow.Begin(() => inner.DeliverAsync(run, abandon).AsTask()));
}
