namespace BotKit.Ledger;

/// <summary>
/// Idempotency keys. The key of a run in flight never expires; a remembered one does, so many after its claim. Live keys are
/// never dropped to make room: while the table is full, new keys are refused.
/// </summary>
internal sealed class KeyTable(int maxKeys, long maxBytes, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Bot, string Key), KeyEntry> _entries = [];
    private readonly Dictionary<Guid, KeyEntry> _inFlight = [];
    private readonly PriorityQueue<KeyEntry, long> _stored = new();
    private long _bytes;

    public RunBegin Claim(string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            DropExpired(now);
            if (_entries.TryGetValue((bot, key), out var entry))
            {
                return Answer(entry, fingerprint, executionId);
            }

            if (_entries.Count >= maxKeys || _bytes >= maxBytes)
            {
                return new RunBegin(KeyOutcome.Full, Guid.Empty);
            }

            var expiresAt = now + (long)(lifetime.TotalSeconds * timeProvider.TimestampFrequency);
            var claimed = new KeyEntry(bot, key, fingerprint, executionId, expiresAt);
            _entries.Add((bot, key), claimed);
            _inFlight.Add(executionId, claimed);
            return new RunBegin(KeyOutcome.Won, executionId, 1);
        }
    }

    /// <summary>The run that holds a key has ended: its envelope is stored under it, or, without one, the key is freed.</summary>
    public void End(Guid executionId, StoredEnvelope? envelope)
    {
        lock (_gate)
        {
            if (!_inFlight.Remove(executionId, out var entry))
            {
                return;
            }

            if (envelope is null)
            {
                _entries.Remove((entry.Bot, entry.Key));
                entry.Free();
                return;
            }

            entry.Complete(envelope);
            _stored.Enqueue(entry, entry.ExpiresAt);
            _bytes += envelope.Data.Length;
        }
    }

    /// <summary>Blanks what a run returned; its key still says that it has run.</summary>
    public void Erase(Guid executionId)
    {
        lock (_gate)
        {
            foreach (var entry in _entries.Values)
            {
                if (entry.ExecutionId == executionId && entry.Envelope is { } envelope)
                {
                    _bytes -= envelope.Data.Length;
                    entry.Erase();
                }
            }
        }
    }

    public Task<StoredEnvelope?> WaitAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return _entries.TryGetValue((bot, key), out var entry) && entry.ExecutionId == executionId
                ? entry.Ended.WaitAsync(cancellationToken)
                : Task.FromResult<StoredEnvelope?>(null);
        }
    }

    private static RunBegin Answer(KeyEntry entry, ReadOnlyMemory<byte> fingerprint, Guid executionId)
    {
        if (!entry.Fits(fingerprint))
        {
            return new RunBegin(KeyOutcome.Conflict, entry.ExecutionId);
        }

        if (entry.Envelope is { } envelope)
        {
            return new RunBegin(KeyOutcome.Stored, entry.ExecutionId, Envelope: envelope);
        }

        // A claim that is repeated because its answer was lost has won already.
        return entry.ExecutionId == executionId
            ? new RunBegin(KeyOutcome.Won, executionId, 1)
            : new RunBegin(KeyOutcome.InFlight, entry.ExecutionId);
    }

    private void DropExpired(long now)
    {
        while (_stored.TryPeek(out var entry, out var expiresAt) && expiresAt <= now)
        {
            _stored.Dequeue();
            _entries.Remove((entry.Bot, entry.Key));
            _bytes -= entry.Envelope!.Data.Length;
        }
    }
}
