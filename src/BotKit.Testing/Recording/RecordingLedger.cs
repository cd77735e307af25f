using System.Collections.Concurrent;
using System.Text.Json;
using BotKit.Ledger;

namespace BotKit.Testing;

/// <summary>A ledger that passes everything on to another one and keeps what it was told, in order and without a bound.</summary>
/// <param name="inner">The ledger that does the work.</param>
public sealed class RecordingLedger(IBotLedger inner) : IBotLedger
{
    private readonly ConcurrentQueue<RunRecord> _runs = new();
    private readonly ConcurrentDictionary<Guid, RunSubmission> _begun = new();
    private readonly ConcurrentQueue<RecordedRefusal> _refusals = new();

    /// <summary>
    /// The runs that have ended, in the order of their ends. Inputs and results of durable and queued runs are
    /// <see cref="JsonElement"/>s, as they are stored.
    /// </summary>
    public IReadOnlyList<RunRecord> Runs => [.. _runs];

    /// <summary>The refusals, each one, in their order.</summary>
    public IReadOnlyList<RecordedRefusal> Refusals => [.. _refusals];

    /// <inheritdoc/>
    public bool IsDurable => inner.IsDurable;

    /// <inheritdoc/>
    public void Record(RunRecord run)
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
    public ValueTask<StoredRun?> FindAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.FindAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRun>> ListAsync(RunQuery query, CancellationToken cancellationToken)
        => inner.ListAsync(query, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHandOut>> ListHandOutsAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.ListHandOutsAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> EraseAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.EraseAsync(executionId, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RefusalRecord>> ListRefusalsAsync(string? bot, int count, CancellationToken cancellationToken)
        => inner.ListRefusalsAsync(bot, count, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunRollup>> ReadRollupsAsync(DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
        => inner.ReadRollupsAsync(from, to, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<RunBegin> BeginAsync(RunSubmission run, Guid node, CancellationToken cancellationToken)
    {
        _begun[run.ExecutionId] = run;
        return inner.BeginAsync(run, node, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask<bool> EndAsync(RunOutcome outcome, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        var isStored = await inner.EndAsync(outcome, cancellationToken).ConfigureAwait(false);
        if (isStored && outcome.Status == BotStatus.Rejected)
        {
            _refusals.Enqueue(new RecordedRefusal(outcome.Bot, outcome.Error!.Code, outcome.StartedAt));
        }
        else if (isStored)
        {
            _begun.TryRemove(outcome.ExecutionId, out var begun);
            var run = await inner.FindAsync(outcome.ExecutionId, cancellationToken).ConfigureAwait(false);
            _runs.Enqueue(HeldRunRecords.Make(outcome, begun, run));
        }

        return isStored;
    }

    /// <inheritdoc/>
    public ValueTask<StoredEnvelope?> WaitForKeyAsync(string bot, string key, Guid executionId, CancellationToken cancellationToken)
        => inner.WaitForKeyAsync(bot, key, executionId, cancellationToken);
}
