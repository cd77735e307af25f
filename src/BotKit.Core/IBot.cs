namespace BotKit;

/// <summary>
/// A bot as its callers see it: every call goes through the whole pipeline. Resolve it by name with
/// <c>[FromKeyedServices("lead")]</c>, or without a key where only one bot has these types.
/// </summary>
/// <typeparam name="TInput">What the bot takes.</typeparam>
/// <typeparam name="TResult">What the bot returns.</typeparam>
public interface IBot<TInput, TResult>
{
    /// <summary>The bot's name.</summary>
    string Name { get; }

    /// <summary>Runs the bot.</summary>
    /// <param name="input">The input; it must not be changed afterwards.</param>
    /// <param name="cancellationToken">Cancels the run; it then ends in <see cref="BotStatus.Canceled"/>.</param>
    /// <returns>The envelope. It never throws for a failure of the bot.</returns>
    ValueTask<BotResult<TResult>> RunAsync(TInput input, CancellationToken cancellationToken = default);

    /// <summary>Runs the bot with options.</summary>
    /// <param name="input">The input; it must not be changed afterwards.</param>
    /// <param name="options">Key, dry run, caller.</param>
    /// <param name="cancellationToken">Cancels the run; with an idempotency key it ends only the wait.</param>
    /// <returns>The envelope. It never throws for a failure of the bot.</returns>
    ValueTask<BotResult<TResult>> RunAsync(TInput input, BotRunOptions options, CancellationToken cancellationToken = default);

    /// <summary>Puts a run into the queue and returns once it is accepted: committed with the store's full durability.</summary>
    /// <param name="input">The input, which is validated here and again when it runs.</param>
    /// <param name="when">When and how urgently; <see langword="null"/> for at once.</param>
    /// <param name="options">Key, dry run, caller; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Gives up, until the commit is on its way.</param>
    /// <returns>The run's execution id; of a run with an idempotency key that is in the ledger already, that one's.</returns>
    /// <exception cref="BotRejectedException">It was not accepted.</exception>
    /// <exception cref="InvalidOperationException">No queue worker is registered; add one with <c>AddScheduling</c>.</exception>
    ValueTask<Guid> EnqueueAsync(
        TInput input, BotEnqueueOptions? when = null, BotRunOptions? options = null, CancellationToken cancellationToken = default);
}
