using BotKit.Ledger;

namespace BotKit.Core.Tests.Scripted;

/// <summary>A durable ledger whose store is gone.</summary>
internal class BrokenLedger : IBotLedger
{
    public bool IsDurable => true;

    public virtual void Record(in RunRecord run) => throw Gone();

    public virtual void RecordRefusal(string bot, string code, DateTimeOffset at) => throw Gone();

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => throw Gone();

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken) => throw Gone();

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => throw Gone();

    public virtual ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken) => throw Gone();

    public virtual ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken) => throw Gone();

    public virtual ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => throw Gone();

    private static IOException Gone() => new("The store is gone.");
}
