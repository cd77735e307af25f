namespace BotKit.Queue;

/// <summary>Accepts runs that happen later. The queue worker of BotKit.Scheduling implements it.</summary>
public interface IBotQueue
{
    /// <summary>Puts a run into the queue and returns once it is accepted.</summary>
    /// <param name="bot">The bot.</param>
    /// <param name="request">The run that is asked for.</param>
    /// <param name="cancellationToken">Gives up before the run is accepted.</param>
    /// <returns>The run's execution id.</returns>
    ValueTask<Guid> EnqueueAsync(BotDescriptor bot, BotRequest request, CancellationToken cancellationToken);
}
