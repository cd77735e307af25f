namespace BotKit.Ledger;

/// <summary>The truth about what happened: runs, refusals, roll-ups and idempotency keys.</summary>
public interface IBotLedger
{
    /// <summary>Whether what it holds survives a restart.</summary>
    bool IsDurable { get; }

    /// <summary>Appends a run that has ended. It must not block and must not throw for a full or failing store: a gap is counted and logged.</summary>
    /// <param name="run">The run.</param>
    void Record(in RunRecord run);

    /// <summary>Counts a refusal at the door: exactly in the roll-up, coalesced per bot, code and minute in the list.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="code">Why, one of <see cref="BotErrorCodes"/>.</param>
    /// <param name="at">When.</param>
    void RecordRefusal(string bot, string code, DateTimeOffset at);

    /// <summary>Finds a run, in whatever state.</summary>
    /// <param name="executionId">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run with its payloads, or <see langword="null"/> when the ledger does not hold it (any more).</returns>
    ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Lists runs in whatever state, newest first, without their payloads.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Lists the hand-outs of a run, oldest first; of a run that had only one, it may be absent.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Blanks input, output, checkpoints and logs of a run that has ended; its row, status and times stay.</summary>
    /// <param name="executionId">The run.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether the ledger holds such a run and it has ended.</returns>
    ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Lists refusals, newest first.</summary>
    /// <param name="bot">Only of this bot; <see langword="null"/> for all.</param>
    /// <param name="count">Rows at most, 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken);

    /// <summary>Reads the roll-ups of a span of time, one per bot and minute, oldest first; minutes without runs are absent.</summary>
    /// <param name="from">From the minute on in which this lies.</param>
    /// <param name="to">Minutes that begin before this.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken);

    /// <summary>
    /// Begins a direct durable run: claims its idempotency key, if it has one, and commits it as running, before the bot starts.
    /// Repeating it with the same execution id finds its own row.
    /// </summary>
    /// <param name="run">The run.</param>
    /// <param name="node">The incarnation that holds it.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken);

    /// <summary>
    /// The terminal write of a run that a node holds, queued or direct and durable. Of a run with a key, Succeeded, Failed,
    /// TimedOut and Dead are stored under it and answer everybody who waits; any other end frees it.
    /// </summary>
    /// <param name="outcome">How it ended.</param>
    /// <param name="cancellationToken">Gives up before the commit is on its way.</param>
    /// <returns>Whether the fence was good, or this outcome is the stored one already.</returns>
    /// <exception cref="BotStoreException">The store cannot say.</exception>
    ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken);

    /// <summary>Waits until the run that holds a key has ended, on any node.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="executionId">The run that holds it.</param>
    /// <param name="cancellationToken">Ends the wait, and nothing else.</param>
    /// <returns>The envelope, or <see langword="null"/> when the key was freed.</returns>
    ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken);
}
