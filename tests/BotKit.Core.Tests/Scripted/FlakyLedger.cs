using BotKit.Ledger;

namespace BotKit.Core.Tests.Scripted;

/// <summary>A ledger whose answers get lost so often.</summary>
internal sealed class FlakyLedger(IBotLedger inner) : IBotLedger
{
    /// <summary>Beginnings that are committed and whose answer is lost.</summary>
    public int Begins { get; set; }

    /// <summary>Ends that are not committed.</summary>
    public int Ends { get; set; }

    /// <summary>Whether ends come too late.</summary>
    public bool IsStale { get; init; }

    public bool IsDurable => true;

    public void Record(RunRecord run) => inner.Record(run);

    public void RecordRefusal(string bot, string code, DateTimeOffset at) => inner.RecordRefusal(bot, code, at);

    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken) => inner.FindAsync(executionId, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken) => inner.ListAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.ListHandOutsAsync(executionId, cancellationToken);

    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken) => inner.EraseAsync(executionId, cancellationToken);

    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => inner.ListRefusalsAsync(bot, count, cancellationToken);

    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => inner.ReadRollupsAsync(from, to, cancellationToken);

    public async ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
    {
        var begin = await inner.BeginAsync(run, node, cancellationToken);
        if (Begins > 0)
        {
            Begins--;
            throw new BotStoreException("The answer is lost.") { IsOutcomeUnknown = true, ExecutionId = run.ExecutionId };
        }

        return begin;
    }

    public ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        if (Ends > 0)
        {
            Ends--;
            throw new BotStoreException("The store is gone.");
        }

        return IsStale ? new(false) : inner.EndAsync(outcome, cancellationToken);
    }

    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => inner.WaitForKeyAsync(bot, key, executionId, cancellationToken);
}
