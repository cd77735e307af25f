using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using BotKit.Storage.Runs;

namespace BotKit.Storage.Ports;

internal sealed class RelationalQueue(RelationalStore store) : IBotQueueStore
{
    private const int MaxRuns = 10_000;

    private long _claims;

    public bool IsDurable => true;

    public async ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(runs.Count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(runs.Count, MaxRuns);
        return await store.SubmitAsync(new EnqueueCommand(runs), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
    {
        await store.OpenAsync(cancellationToken).ConfigureAwait(false);
        return await store.Dialect.EnqueueAsync(run, transaction, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ClaimBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        store.Signals.Clear(request.Node);
        return await store.SubmitAsync(new ClaimCommand(request, Interlocked.Increment(ref _claims)), cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<bool> ReleaseAsync(RunRelease release, CancellationToken cancellationToken)
        => await store.SubmitAsync(new ReleaseCommand(release), cancellationToken).ConfigureAwait(false);

    public async ValueTask<int> ReturnUnknownAsync(Guid node, IReadOnlySet<(Guid ExecutionId, long Fence)> held, CancellationToken cancellationToken)
    {
        var returned = await store.WriteAsync((node, held), QueueWrites.ReturnUnknown, cancellationToken).ConfigureAwait(false);
        if (returned > 0)
        {
            store.Wake();
        }

        return returned;
    }

    public async ValueTask<bool> ReportAsync(Guid executionId, long fence, BotProgress progress, CancellationToken cancellationToken)
        => await store.WriteAsync((executionId, fence, progress), QueueWrites.Report, cancellationToken).ConfigureAwait(false);

    public async ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken)
    {
        var outcome = await store.WriteAsync(executionId, QueueWrites.Cancel, cancellationToken).ConfigureAwait(false);
        if (outcome == CancelOutcome.Canceled)
        {
            store.Keys.Ended(executionId);
        }

        return outcome;
    }

    public async ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken)
    {
        var outcome = await store.WriteAsync(executionId, QueueWrites.Wake, cancellationToken).ConfigureAwait(false);
        if (outcome == WakeOutcome.Woken)
        {
            store.Wake();
        }

        return outcome;
    }

    public async ValueTask<EnqueueResult?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken)
    {
        await store.SettleAsync(cancellationToken).ConfigureAwait(false);
        var result = await store.WriteAsync((executionId, run), QueueWrites.Replay, cancellationToken).ConfigureAwait(false);
        if (result?.Outcome == EnqueueOutcome.Accepted)
        {
            store.Wake();
        }

        return result;
    }

    public async ValueTask WaitForWorkAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken)
    {
        if (!await store.Dialect.GoIdleAsync(cancellationToken).ConfigureAwait(false))
        {
            await store.Signals.WaitAsync(node, atMost, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask<IReadOnlyList<QueueDepth>> ReadDepthsAsync(CancellationToken cancellationToken)
        => await store.ReadAsync(QueueReads.DepthsAsync, cancellationToken).ConfigureAwait(false);
}
