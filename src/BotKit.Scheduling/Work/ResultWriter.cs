using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Loops;
using Microsoft.Extensions.Logging;

namespace BotKit.Scheduling.Work;

/// <summary>
/// Writes what came of a hand-out, again and again while the node holds its lease: repeating a write whose answer was lost
/// finds it done. Without the lease it is discarded, since the run happens elsewhere.
/// </summary>
internal sealed class ResultWriter(IBotLedger ledger, IBotQueueStore queue, TimeProvider clock, ILogger logger)
{
    // Failures other than the store's absence, after which the data are taken for the reason.
    private const int MaxRefusals = 3;

    private int _waiting;

    /// <summary>Results that the store could not take yet.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public async ValueTask WriteAsync(ClaimedRun run, Delivered delivered, Shift shift)
    {
        if (shift.Node.IsHeld && await TryWriteAsync(run, delivered).ConfigureAwait(false) is { } failure)
        {
            Interlocked.Increment(ref _waiting);
            try
            {
                Log.NotWritten(logger, failure, run.ExecutionId, run.Bot);
                await RepeatAsync(run, delivered, failure, shift.Node).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref _waiting);
            }
        }
        else if (!shift.Node.IsHeld)
        {
            Log.Discarded(logger, run.ExecutionId, run.Bot, run.Fence);
        }
    }

    private async ValueTask RepeatAsync(ClaimedRun run, Delivered delivered, Exception failure, NodeIncarnation node)
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(2));
        for (var refusals = 0; ;)
        {
            if (failure is not BotStoreException && ++refusals == MaxRefusals)
            {
                Log.NotWritable(logger, failure, run.ExecutionId, run.Bot);
                delivered = Verdicts.Stripped(delivered, clock.GetUtcNow());
            }

            await Task.Delay(backoff.Next(), clock, node.Lost).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!node.IsHeld)
            {
                Log.Discarded(logger, run.ExecutionId, run.Bot, run.Fence);
                return;
            }

            if (await TryWriteAsync(run, delivered).ConfigureAwait(false) is not { } again)
            {
                Log.WrittenAtLast(logger, run.ExecutionId, run.Bot, backoff.Failures + 1);
                return;
            }

            failure = again;
        }
    }

    /// <returns>Why it could not be written; <see langword="null"/> when it was, or never will be because the fence is stale.</returns>
    private async ValueTask<Exception?> TryWriteAsync(ClaimedRun run, Delivered delivered)
    {
        try
        {
            var isGood = delivered.Outcome is { } outcome
                ? await ledger.EndAsync(outcome, CancellationToken.None).ConfigureAwait(false)
                : await queue.ReleaseAsync(delivered.Release!, CancellationToken.None).ConfigureAwait(false);
            if (!isGood)
            {
                Log.Discarded(logger, run.ExecutionId, run.Bot, run.Fence);
            }
            else if (delivered.Release is { } release)
            {
                Log.GivenBack(logger, run.ExecutionId, run.Bot, release.Reason);
            }

            return null;
        }
#pragma warning disable CA1031 // Whatever the store throws: the caller decides how to go on.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception;
        }
    }
}
