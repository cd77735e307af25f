using System.Collections.Concurrent;
using BotKit.Ledger;

namespace BotKit.Testing;

/// <summary>A ledger that passes everything on to another one and keeps what it was told, in order and without a bound.</summary>
/// <param name="inner">The ledger that does the work.</param>
public sealed class RecordingLedger(IBotLedger inner) : IBotLedger
{
    private readonly ConcurrentQueue<RunRecord> _runs = new();
    private readonly ConcurrentQueue<RecordedRefusal> _refusals = new();

    /// <summary>The runs that have ended, in the order of their ends.</summary>
    public IReadOnlyList<RunRecord> Runs => [.. _runs];

    /// <summary>The refusals, each one, in their order.</summary>
    public IReadOnlyList<RecordedRefusal> Refusals => [.. _refusals];

    /// <inheritdoc/>
    public bool IsDurable => inner.IsDurable;

    /// <inheritdoc/>
    public void Record(in RunRecord run)
    {
        _runs.Enqueue(run);
        inner.Record(run);
    }

    /// <inheritdoc/>
    public void RecordRefusal(string bot, string code, DateTimeOffset at)
    {
        _refusals.Enqueue(new RecordedRefusal(bot, code, at));
        inner.RecordRefusal(bot, code, at);
    }

    /// <inheritdoc/>
    public ValueTask<RunRecord?> FindAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.FindAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken)
        => inner.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => inner.ListRefusalsAsync(bot, count, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => inner.ReadRollupsAsync(from, to, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<KeyClaim> ClaimKeyAsync(
        string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
        => inner.ClaimKeyAsync(bot, key, fingerprint, executionId, lifetime, cancellationToken);

    /// <inheritdoc/>
    public ValueTask CompleteKeyAsync(string bot, string key, StoredEnvelope envelope, CancellationToken cancellationToken)
        => inner.CompleteKeyAsync(bot, key, envelope, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ReleaseKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => inner.ReleaseKeyAsync(bot, key, executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => inner.WaitForKeyAsync(bot, key, executionId, cancellationToken);
}
