namespace BotKit.Ledger;

/// <summary>
/// Idempotency keys. The key of a run in flight never expires; a remembered one does, so many after its claim. Live keys are
/// never dropped to make room: while the table is full, new keys are refused.
/// </summary>
internal sealed class KeyTable(int maxKeys, long maxBytes, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Bot, string Key), KeyEntry> _entries = [];
    private readonly PriorityQueue<KeyEntry, long> _stored = new();
    private long _bytes;

    public KeyClaim Claim(string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime)
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
                return new KeyClaim(KeyOutcome.Full, Guid.Empty);
            }

            var expiresAt = now + (long)(lifetime.TotalSeconds * timeProvider.TimestampFrequency);
            _entries.Add((bot, key), new KeyEntry(bot, key, fingerprint, executionId, expiresAt));
            return new KeyClaim(KeyOutcome.Won, executionId);
        }
    }

    public void Complete(string bot, string key, StoredEnvelope envelope)
    {
        lock (_gate)
        {
            if (InFlight(bot, key, envelope.ExecutionId) is { } entry)
            {
                entry.Complete(envelope);
                _stored.Enqueue(entry, entry.ExpiresAt);
                _bytes += envelope.Data.Length;
            }
        }
    }

    public void Release(string bot, string key, Guid executionId)
    {
        lock (_gate)
        {
            if (InFlight(bot, key, executionId) is { } entry)
            {
                _entries.Remove((bot, key));
                entry.Free();
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

    private static KeyClaim Answer(KeyEntry entry, ReadOnlyMemory<byte> fingerprint, Guid executionId)
    {
        if (!entry.Fits(fingerprint))
        {
            return new KeyClaim(KeyOutcome.Conflict, entry.ExecutionId);
        }

        if (entry.Envelope is { } envelope)
        {
            return new KeyClaim(KeyOutcome.Stored, entry.ExecutionId, envelope);
        }

        // A claim that is repeated because its answer was lost has won already.
        return new KeyClaim(entry.ExecutionId == executionId ? KeyOutcome.Won : KeyOutcome.InFlight, entry.ExecutionId);
    }

    private KeyEntry? InFlight(string bot, string key, Guid executionId)
        => _entries.TryGetValue((bot, key), out var entry) && entry.ExecutionId == executionId && entry.Envelope is null ? entry : null;

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
