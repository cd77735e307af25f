namespace BotKit;

/// <summary>All registered bots: run them by name, and operate them.</summary>
public interface IBotManager
{
    /// <summary>The registered bots, by name in ordinal order.</summary>
    IReadOnlyList<BotDescriptor> Bots { get; }

    /// <summary>Finds a bot.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <returns>The bot, or <see langword="null"/> when no bot has that name.</returns>
    BotDescriptor? Find(string bot);

    /// <summary>Runs a bot and waits for its envelope.</summary>
    /// <param name="request">Which bot, and its input.</param>
    /// <param name="cancellationToken">Cancels the run; with an idempotency key it ends only the wait.</param>
    /// <returns>The envelope. It never throws for a failure of the bot.</returns>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    /// <exception cref="ArgumentException">The input object is not of the bot's input type.</exception>
    ValueTask<BotResult> RunAsync(BotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Puts a run into the queue and returns once it is accepted.</summary>
    /// <param name="request">Which bot, and its input.</param>
    /// <param name="cancellationToken">Gives up before the run is accepted.</param>
    /// <returns>The run's execution id.</returns>
    /// <exception cref="InvalidOperationException">No queue worker is registered; add one with <c>AddScheduling</c>.</exception>
    ValueTask<Guid> EnqueueAsync(BotRequest request, CancellationToken cancellationToken = default);

    /// <summary>Cancels a running run.</summary>
    /// <param name="executionId">The run.</param>
    /// <returns>Whether a run of that id was running here.</returns>
    bool Cancel(Guid executionId);

    /// <summary>The bot's present condition.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    BotState GetState(string bot);

    /// <summary>Stops a bot: its runs are refused until it is resumed or <see cref="BotPause.Until"/> has passed.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="by">Who.</param>
    /// <param name="duration">For how long; <see langword="null"/> until it is resumed.</param>
    /// <param name="cancellationToken">Gives up before the pause is stored.</param>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    ValueTask PauseAsync(string bot, string reason, string by, TimeSpan? duration = null, CancellationToken cancellationToken = default);

    /// <summary>Ends a pause; without one it does nothing.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="cancellationToken">Gives up before the change is stored.</param>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    ValueTask ResumeAsync(string bot, CancellationToken cancellationToken = default);

    /// <summary>Opens the bot's circuit until <see cref="ResetAsync"/> closes it.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="cancellationToken">Gives up before the change is stored.</param>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    ValueTask IsolateAsync(string bot, CancellationToken cancellationToken = default);

    /// <summary>Closes the bot's circuit and forgets its failures.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="cancellationToken">Gives up before the change is stored.</param>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    ValueTask ResetAsync(string bot, CancellationToken cancellationToken = default);
}
