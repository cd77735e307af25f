using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Core.Tests.Queue;

/// <summary>A queue of which a test replaces what it needs.</summary>
internal abstract class QueueStub : IBotQueueStore
{
    public bool IsDurable => true;

    public virtual ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<ClaimBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken) => new(ClaimBatch.Empty);

    public ValueTask<bool> ReleaseAsync(RunRelease release, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<int> ReturnUnknownAsync(Guid node, IReadOnlySet<(Guid ExecutionId, long Fence)> held, CancellationToken cancellationToken) => new(0);

    public ValueTask<bool> ReportAsync(Guid executionId, long fence, BotProgress progress, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<EnqueueResult?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken)
        => throw new NotSupportedException();

    public ValueTask WaitForWorkAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<IReadOnlyList<QueueDepth>> ReadDepthsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
}
