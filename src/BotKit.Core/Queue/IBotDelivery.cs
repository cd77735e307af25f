namespace BotKit.Queue;

/// <summary>Runs what a node has claimed, through the whole pipeline: gates, binding, validation and all that follows.</summary>
public interface IBotDelivery
{
    /// <summary>How many more queued runs of a bot this node could start now, by its own limits; 0 for a bot that is not registered, disabled, or at its limit.</summary>
    /// <param name="bot">The bot's name.</param>
    int FreeSlots(string bot);

    /// <summary>Runs one. It does not throw for a failure of the bot.</summary>
    /// <param name="run">The claimed run.</param>
    /// <param name="abandon">
    /// Fires when the node's lease is lost or the host stops: the run's code is canceled, and what comes of it is no outcome, unless its code succeeds all the same.
    /// </param>
    /// <returns>What the queue must write: an outcome or a release.</returns>
    ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon);
}
