using System.Data.Common;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>Counts what is asked of a queue store, and fails where a test says so.</summary>
internal sealed class CountingQueueStore(IBotQueueStore inner) : IBotQueueStore
{
    private int _claims;
    private int _waits;
    private int _others;
    private int _released;

    public int Claims => Volatile.Read(ref _claims);

    public int Waits => Volatile.Read(ref _waits);

    public int Others => Volatile.Read(ref _others);

    public int Released => Volatile.Read(ref _released);

    public int Returned { get; private set; }

    /// <summary>Called before each claim.</summary>
    public Func<int, Task> OnClaim { get; set; } = static _ => Task.CompletedTask;

    /// <summary>Called after each claim, whose answer it may lose.</summary>
    public Func<ClaimBatch, Task> OnClaimed { get; set; } = static _ => Task.CompletedTask;

    public bool IsDurable { get; set; } = inner.IsDurable;

    public static void Add(IServiceCollection services, Action<CountingQueueStore> made)
    {
        var registered = services.Last(static it => it.ServiceType == typeof(IBotQueueStore));
        services.AddSingleton<IBotQueueStore>(provider =>
        {
            var store = new CountingQueueStore((IBotQueueStore)(registered.ImplementationFactory?.Invoke(provider)
                ?? ActivatorUtilities.CreateInstance(provider, registered.ImplementationType!)));
            made(store);
            return store;
        });
    }

    /// <summary>The next claim that brings something is done, and its answer lost.</summary>
    /// <returns>Ends when that has happened.</returns>
    public Task LoseNextAnswer()
    {
        var lost = new TaskCompletionSource();
        OnClaimed = batch => batch.Runs.Count > 0 && lost.TrySetResult()
            ? throw new BotStoreException("the answer is lost") { IsOutcomeUnknown = true }
            : Task.CompletedTask;
        return lost.Task;
    }

    public ValueTask<IReadOnlyList<EnqueueResult>> EnqueueAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken)
        => inner.EnqueueAsync(runs, cancellationToken);

    public ValueTask<EnqueueResult> EnqueueAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
        => inner.EnqueueAsync(run, transaction, cancellationToken);

    public async ValueTask<ClaimBatch> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        await OnClaim(Interlocked.Increment(ref _claims));
        var batch = await inner.ClaimAsync(request, cancellationToken);
        await OnClaimed(batch);
        return batch;
    }

    public async ValueTask<int> ReturnUnknownAsync(Guid node, IReadOnlySet<(Guid ExecutionId, long Fence)> held, CancellationToken cancellationToken)
    {
        var returned = await inner.ReturnUnknownAsync(node, held, cancellationToken);
        Returned += returned;
        return returned;
    }

    public ValueTask<bool> ReleaseAsync(RunRelease release, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _others);
        Interlocked.Increment(ref _released);
        return inner.ReleaseAsync(release, cancellationToken);
    }

    public ValueTask<bool> ReportAsync(Guid executionId, long fence, BotProgress progress, CancellationToken cancellationToken)
        => inner.ReportAsync(executionId, fence, progress, cancellationToken);

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.CancelAsync(executionId, cancellationToken);

    public ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken)
        => inner.WakeAsync(executionId, cancellationToken);

    public ValueTask<EnqueueResult?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken)
        => inner.ReplayAsync(executionId, run, cancellationToken);

    public ValueTask WaitForWorkAsync(Guid node, TimeSpan atMost, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _waits);
        return inner.WaitForWorkAsync(node, atMost, cancellationToken);
    }

    public ValueTask<IReadOnlyList<QueueDepth>> ReadDepthsAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _others);
        return inner.ReadDepthsAsync(cancellationToken);
    }
}
