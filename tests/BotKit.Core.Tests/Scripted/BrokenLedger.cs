using BotKit.Ledger;

namespace BotKit.Core.Tests.Scripted;

/// <summary>A durable ledger whose store is gone.</summary>
internal class BrokenLedger : IBotLedger
{
    public bool IsDurable => true;

    public virtual void Record(in RunRecord run) => throw Gone();

    public virtual void RecordRefusal(string bot, string code, DateTimeOffset at) => throw Gone();

    public ValueTask<RunRecord?> FindAsync(Guid executionId, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => throw Gone();

    public virtual ValueTask<KeyClaim> ClaimKeyAsync(
        string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
        => throw Gone();

    public virtual ValueTask CompleteKeyAsync(string bot, string key, StoredEnvelope envelope, CancellationToken cancellationToken) => throw Gone();

    public virtual ValueTask ReleaseKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken) => throw Gone();

    public virtual ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => throw Gone();

    private static IOException Gone() => new("The store is gone.");
}
