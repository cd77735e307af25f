namespace BotKit.Workflows;

/// <summary>
/// The runs of workflow bots, seen and operated from outside: BotKit.Handlers implements it, the HTTP API maps it; without a workflow
/// bot it is not registered. Everything that a call changes is stored before it returns.
/// </summary>
public interface IBotWorkflows
{
    /// <summary>How far a run has come: its states, which way it took, and what went through them, masked.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The graph; <see langword="null"/> when the ledger holds no such run, it is none of a workflow bot, or it was erased.</returns>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<WorkflowGraph?> ReadGraphAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>
    /// Tells a run of an outside event: the state that waits for it goes on with the payload, now or when it comes to that state. A signal
    /// is kept until it is used; the same one with the same payload may be given again.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="name">The signal: 1 to 100 letters, digits, <c>.</c>, <c>_</c> and <c>-</c>.</param>
    /// <param name="utf8Json">Its payload; empty for <c>null</c>.</param>
    /// <param name="by">Who says so.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns><see cref="WorkflowAnswer.Done"/>, or why not; <see cref="WorkflowAnswer.AlreadySignaled"/> when another payload waits to be used, <see cref="WorkflowAnswer.TooManySignals"/> when 100 signals of the run do.</returns>
    /// <exception cref="ArgumentException">The name is none, or the payload no JSON.</exception>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<WorkflowAnswer> SignalAsync(Guid executionId, string name, ReadOnlyMemory<byte> utf8Json, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Stops a run at its next state boundary, until it is resumed; what a state has begun is ended first. A second pause replaces the reason.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<WorkflowAnswer> PauseAsync(Guid executionId, string reason, string by, CancellationToken cancellationToken);

    /// <summary>Lets a paused run go on; without a pause it does nothing.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="by">Who.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<WorkflowAnswer> ResumeAsync(Guid executionId, string by, CancellationToken cancellationToken);

    /// <summary>
    /// Lets a run cancel itself where it may have something to undo: it stops its tasks, undoes what has finished, and ends
    /// <see cref="BotStatus.Canceled"/>, whatever process is lost meanwhile. <see cref="IBotManager.CancelAsync"/> asks this before it stops a run.
    /// </summary>
    /// <param name="executionId">The run.</param>
    /// <param name="bot">The bot that runs it in this process; <see langword="null"/> when none does.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether it does; otherwise the run is stopped like any other.</returns>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<bool> TryCancelAsync(Guid executionId, string? bot, CancellationToken cancellationToken);

    /// <summary>
    /// Queues a new run of the definition of one that has ended, which begins at a state with what that state was given and stays apart from the
    /// old run, which stays as it is.
    /// </summary>
    /// <param name="executionId">The run that has ended.</param>
    /// <param name="fromState">
    /// A state that the old run entered, not one inside a Parallel or Map; <see langword="null"/> for the state in which it ended.
    /// </param>
    /// <param name="options">Caller and idempotency key of the new run; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>The new run, or why there is none.</returns>
    /// <exception cref="BotRejectedException">The new run was not accepted.</exception>
    /// <exception cref="BotKit.Ledger.BotStoreException">The store cannot be reached.</exception>
    ValueTask<WorkflowRestart> RestartAsync(Guid executionId, string? fromState, BotRunOptions? options, CancellationToken cancellationToken);
}
