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

    /// <summary>Finds a run that has ended.</summary>
    /// <param name="executionId">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The run, or <see langword="null"/> when the ledger does not hold it (any more).</returns>
    ValueTask<RunRecord?> FindAsync(Guid executionId, CancellationToken cancellationToken);

    /// <summary>Lists runs that have ended, newest first.</summary>
    /// <param name="query">Which.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken);

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

    /// <summary>Claims an idempotency key for a run that is about to begin.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key; unique per bot.</param>
    /// <param name="fingerprint">SHA-256 of the canonical JSON of the bound input.</param>
    /// <param name="executionId">The claiming run.</param>
    /// <param name="lifetime">How long the key is remembered from now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask<KeyClaim> ClaimKeyAsync(
        string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>Stores the envelope of the run that holds a key and answers everybody who waits for it.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="envelope">The envelope; its id names the run that holds the key.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask CompleteKeyAsync(string bot, string key, StoredEnvelope envelope, CancellationToken cancellationToken);

    /// <summary>Frees a key whose run ended in a way that is not stored; somebody who waits may claim it.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="executionId">The run that holds it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    ValueTask ReleaseKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken);

    /// <summary>Waits until the run that holds a key has ended.</summary>
    /// <param name="bot">The bot's name.</param>
    /// <param name="key">The key.</param>
    /// <param name="executionId">The run that holds it.</param>
    /// <param name="cancellationToken">Ends the wait, and nothing else.</param>
    /// <returns>The envelope, or <see langword="null"/> when the key was freed.</returns>
    ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken);
}
