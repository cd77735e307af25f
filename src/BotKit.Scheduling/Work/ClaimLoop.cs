using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Loops;
using BotKit.Time;
using Microsoft.Extensions.Logging;
using CrashPoint = BotKit.Diagnostics.CrashPoint;

namespace BotKit.Scheduling.Work;

/// <summary>Claims what this node can start at once, and sleeps while there is nothing.</summary>
internal sealed class ClaimLoop(
    IBotQueueStore store, NodeLease lease, QueuedBots bots, HandOuts handOuts, SchedulingOptions options, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(1);

    private readonly Backoff _backoff = new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(5));
    private volatile bool _isAway;
    private Guid _node;

    // Of the last claim: whether its answer was lost, whether it brought less than there is room for, and where the next goes on.
    private bool _isUnknown;
    private bool _isIdle;
    private string? _after;

    /// <summary>Whether the store did not answer the last time it was asked.</summary>
    public bool IsAway => _isAway;

    /// <param name="stopping">Ends it.</param>
    /// <param name="abandon">Ends what it started.</param>
    public async Task RunAsync(CancellationToken stopping, CancellationToken abandon)
    {
        while (!stopping.IsCancellationRequested)
        {
            var node = await lease.HoldAsync(stopping).ConfigureAwait(false);
            Log.Working(logger, options.Workers, node.Id);

            // Not disposed: what was started may register with it as long as it executes.
            var either = CancellationTokenSource.CreateLinkedTokenSource(node.Lost, abandon);
            using var ending = CancellationTokenSource.CreateLinkedTokenSource(node.Lost, stopping);
            _isUnknown &= _node == node.Id;
            _node = node.Id;
            _isIdle = false;
            try
            {
                await ClaimAsync(new Shift(node, either.Token), ending.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (ending.IsCancellationRequested)
            {
            }
        }
    }

    private async Task ClaimAsync(Shift shift, CancellationToken ending)
    {
        while (shift.Node.IsHeld)
        {
            ending.ThrowIfCancellationRequested();
            handOuts.Slots.Freed.Lower();
            if (handOuts.Slots.Request(shift.Node.Id, bots.WithRoom, _after) is not { } request)
            {
                await FreedAsync(ending).ConfigureAwait(false);
                continue;
            }

            // Said before the claim that finds nothing, so that whatever is accepted after it ends the sleep.
            var sleep = _isIdle ? Sleep.Announce(store, shift.Node.Id, options.PollEvery, ending) : null;
            try
            {
                var asked = clock.GetTimestamp();
                var batch = await ClaimOnceAsync(request, ending).ConfigureAwait(false);
                if (batch.Runs.Count > 0)
                {
                    CrashPoint.Reached?.Invoke(CrashPoint.ClaimAnswered);
                    if (CrashPoint.Reached is { } reached && batch.Runs.Any(static run => run.DueAt > run.CreatedAt))
                    {
                        reached(CrashPoint.PromotionDone);
                    }
                }

                foreach (var run in batch.Runs)
                {
                    handOuts.Start(run, shift);
                }

                _after = batch.After;
                _isIdle = batch.Runs.Count < request.Free;
                if (sleep is not null && batch.Runs.Count == 0)
                {
                    // The answer may have taken a while to come, and what is due does not wait for that.
                    var nextDue = batch.NextDue - clock.GetElapsedTime(asked);
                    await sleep.UntilAsync(bots.OpensIn is { } opensIn ? Sooner(nextDue, opensIn) : nextDue, handOuts.Slots.Freed.Raised, clock).ConfigureAwait(false);
                }

                Answered();
            }
#pragma warning disable CA1031 // Whatever the store throws: it goes on trying.
            catch (Exception exception) when (exception is not OperationCanceledException || !ending.IsCancellationRequested)
#pragma warning restore CA1031
            {
                await AwayAsync(exception, ending).ConfigureAwait(false);
            }
            finally
            {
                if (sleep is not null)
                {
                    await sleep.EndAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>There is no room, or no bot that takes runs.</summary>
    private async ValueTask FreedAsync(CancellationToken ending)
    {
        TimeSpan? opensIn = handOuts.Slots.IsFull ? null : bots.OpensIn;
        await ClockWait.PollAsync(handOuts.Slots.Freed.Raised, opensIn < Shortest ? Shortest : opensIn, options.PollEvery, clock, ending).ConfigureAwait(false);

        // Behind the runs that wait for a thread: those that are short have ended then, and one claim fills all their slots.
        await Task.Yield();
    }

    private async ValueTask<ClaimBatch> ClaimOnceAsync(ClaimRequest request, CancellationToken ending)
    {
        if (_isUnknown)
        {
            var returned = await store.ReturnUnknownAsync(request.Node, handOuts.Slots.Runs, ending).ConfigureAwait(false);
            _isUnknown = false;
            if (returned > 0)
            {
                Log.UnknownReturned(logger, returned);
            }
        }

        _isUnknown = true;
        ClaimBatch batch;
        try
        {
            batch = await store.ClaimAsync(request, ending).ConfigureAwait(false);
        }
        catch (BotStoreException exception) when (!exception.IsOutcomeUnknown)
        {
            _isUnknown = false;
            throw;
        }

        _isUnknown = false;
        return batch;
    }

    private static TimeSpan Sooner(TimeSpan? one, TimeSpan other)
        => one < other ? (one.Value > Shortest ? one.Value : Shortest) : other;

    private void Answered()
    {
        _backoff.Reset();
        if (_isAway)
        {
            _isAway = false;
            Log.StoreBack(logger);
        }
    }

    private async ValueTask AwayAsync(Exception exception, CancellationToken ending)
    {
        if (!_isAway)
        {
            _isAway = true;
            Log.StoreAway(logger, exception);
        }

        await Task.Delay(_backoff.Next(), clock, ending).ConfigureAwait(false);
    }
}
