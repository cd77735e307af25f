namespace BotKit;

/// <summary>
/// Background work. A hosted service starts and drains it where there is a host; otherwise it starts with the first use of
/// <see cref="IBotManager"/> and is drained when the container is disposed.
/// </summary>
public interface IBotLifecycle
{
    /// <summary>Before and after what it starts. Default <see cref="BotLifecycleStage.Service"/>.</summary>
    BotLifecycleStage Stage => BotLifecycleStage.Service;

    /// <summary>Starts the work; calling it again does nothing.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    ValueTask StartAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The host has been told to stop and still answers what it was asked before: from now on nothing new is begun. It neither blocks
    /// nor throws. Default nothing.
    /// </summary>
    void BeginStop()
    {
    }

    /// <summary>Finishes what is under way and stops.</summary>
    /// <param name="cancellationToken">Stops waiting for what is under way.</param>
    ValueTask DrainAsync(CancellationToken cancellationToken);
}
