namespace BotKit.Ledger;

/// <summary>An idempotency key that is held by a run in flight or remembers its envelope.</summary>
internal sealed class KeyEntry(string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, long expiresAt)
{
    private readonly byte[] _fingerprint = fingerprint.ToArray();

    // Continuations run elsewhere: whoever completes a key must not run the code of those who wait for it.
    private readonly TaskCompletionSource<StoredEnvelope?> _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Bot { get; } = bot;

    public string Key { get; } = key;

    public Guid ExecutionId { get; } = executionId;

    /// <summary>By the monotonic clock.</summary>
    public long ExpiresAt { get; } = expiresAt;

    public StoredEnvelope? Envelope { get; private set; }

    /// <summary>The envelope, or <see langword="null"/> when the key was freed.</summary>
    public Task<StoredEnvelope?> Ended => _ended.Task;

    public bool Fits(ReadOnlyMemory<byte> fingerprint) => _fingerprint.AsSpan().SequenceEqual(fingerprint.Span);

    public void Complete(StoredEnvelope envelope)
    {
        Envelope = envelope;
        _ended.SetResult(envelope);
    }

    public void Erase() => Envelope = Envelope! with { Data = default };

    public void Free() => _ended.SetResult(null);
}
