using BotKit.Ledger;

namespace BotKit.Testing.Tests;

/// <summary>A ledger that remembers what it was asked.</summary>
internal sealed class InMemoryLedgerOfATest : IBotLedger
{
    public List<string> Asked { get; } = [];

    public bool IsDurable => true;

    public void Record(in RunRecord run) => Asked.Add("record");

    public void RecordRefusal(string bot, string code, DateTimeOffset at) => Asked.Add("refusal");

    public ValueTask<RunRecord?> FindAsync(Guid executionId, CancellationToken cancellationToken) => Answer<RunRecord?>("find", null);

    public ValueTask<IReadOnlyList<RunRecord>> ListAsync(RunQuery query, CancellationToken cancellationToken) => Answer<IReadOnlyList<RunRecord>>("list", []);

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<RefusalRecord>>("refusals", []);

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => Answer<IReadOnlyList<RunRollup>>("rollups", []);

    public ValueTask<KeyClaim> ClaimKeyAsync(
        string bot, string key, ReadOnlyMemory<byte> fingerprint, Guid executionId, TimeSpan lifetime, CancellationToken cancellationToken)
        => Answer("claim", new KeyClaim(KeyOutcome.Won, executionId));

    public ValueTask CompleteKeyAsync(string bot, string key, StoredEnvelope envelope, CancellationToken cancellationToken)
    {
        Asked.Add("complete");
        return ValueTask.CompletedTask;
    }

    public ValueTask ReleaseKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
    {
        Asked.Add("release");
        return ValueTask.CompletedTask;
    }

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => Answer<StoredEnvelope?>("wait", null);

    private ValueTask<T> Answer<T>(string question, T answer)
    {
        Asked.Add(question);
        return new(answer);
    }
}
