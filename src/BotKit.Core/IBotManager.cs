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

    /// <summary>Puts a run into the queue and returns once it is accepted: committed with the store's full durability.</summary>
    /// <param name="request">Which bot, and its input, which is bound and validated here and again when it runs.</param>
    /// <param name="options">When and how urgently; <see langword="null"/> for at once.</param>
    /// <param name="cancellationToken">Gives up, until the commit is on its way.</param>
    /// <returns>The run's execution id; of a run with an idempotency key that is in the ledger already, that one's.</returns>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    /// <exception cref="BotRejectedException">It was not accepted: its input is not valid, its bot is disabled, its key belongs to another input, the queue is full, or the store cannot be reached.</exception>
    /// <exception cref="InvalidOperationException">No queue worker is registered; add one with <c>AddScheduling</c>.</exception>
    ValueTask<Guid> EnqueueAsync(BotRequest request, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts runs into the queue, all or none, in one commit.</summary>
    /// <param name="requests">Which, 1 to 10,000.</param>
    /// <param name="options">When and how urgently; <see langword="null"/> for at once.</param>
    /// <param name="cancellationToken">Gives up, until the commit is on its way.</param>
    /// <returns>The execution ids, in the order of the requests.</returns>
    /// <exception cref="BotNotFoundException">No bot has one of the names.</exception>
    /// <exception cref="BotRejectedException">One was not accepted, and so none was.</exception>
    /// <exception cref="InvalidOperationException">No queue worker is registered; add one with <c>AddScheduling</c>.</exception>
    ValueTask<IReadOnlyList<Guid>> EnqueueAsync(
        IReadOnlyList<BotRequest> requests, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Puts a run into the queue as part of a transaction on the ledger's own database: it is accepted when that commits.</summary>
    /// <param name="request">Which bot, and its input.</param>
    /// <param name="transaction">The open transaction.</param>
    /// <param name="options">When and how urgently; <see langword="null"/> for at once.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run's execution id.</returns>
    /// <exception cref="BotNotFoundException">No bot has that name.</exception>
    /// <exception cref="BotRejectedException">It was not accepted.</exception>
    /// <exception cref="NotSupportedException">The ledger has no database, or the transaction belongs to another kind of database.</exception>
    ValueTask<Guid> EnqueueAsync(
        BotRequest request, System.Data.Common.DbTransaction transaction, BotEnqueueOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Cancels a run: one that waits ends at once and never starts, a running one is told to stop, on any node. A run of a workflow with
    /// compensations undoes what it has done first, also one that waits.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up before the request is stored.</param>
    /// <returns>What became of the request. A run on another node is told with that node's next heartbeat (every 3 seconds by default).</returns>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot say; a run that runs here is canceled all the same.</exception>
    ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Makes a run due now that waits for a later time. What a run shall find when it wakes up must be stored before. One that runs is not
    /// disturbed, but its next yield becomes one that is due at once, so that no wake is slept through.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>What became of the request. A paused bot and an open circuit still keep their runs waiting.</returns>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached, or did not say whether it was done.</exception>
    ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken = default);

    /// <summary>Queues a new run made from one that has ended, which stays as it is.</summary>
    /// <param name="executionId">The run that has ended.</param>
    /// <param name="utf8Json">Another input, validated like any; <see langword="null"/> for the same.</param>
    /// <param name="options">Caller and idempotency key of the new run; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The new run's id; <see langword="null"/> when the ledger does not hold the old one, it has not ended, or its input was erased.</returns>
    /// <exception cref="BotNotFoundException">The run's bot is not registered here.</exception>
    /// <exception cref="BotRejectedException">
    /// It was not accepted; with <see cref="BotErrorCodes.InputRemoved"/> when the sensitive members of its input were removed and no other input is given.
    /// </exception>
    /// <exception cref="InvalidOperationException">No queue worker is registered; add one with <c>AddScheduling</c>.</exception>
    ValueTask<Guid?> ReplayAsync(
        Guid executionId, ReadOnlyMemory<byte>? utf8Json = null, BotRunOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Blanks input, output, checkpoints and logs of a run that has ended, and writes that down in the audit.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether the ledger holds such a run and it has ended.</returns>
    /// <exception cref="ArgumentException"><paramref name="by"/> is blank.</exception>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<bool> EraseAsync(Guid executionId, string by, CancellationToken cancellationToken = default);

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
