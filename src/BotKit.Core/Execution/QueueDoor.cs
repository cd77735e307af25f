using System.Data.Common;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.Execution;

/// <summary>Hands submissions to the store of the queue, and turns what it answers into what callers are told.</summary>
/// <param name="store">The queue.</param>
/// <param name="ledger">Counts what is refused.</param>
/// <param name="findWorker">Looks for the worker late, because it needs the bots itself.</param>
/// <param name="clock">The clock of errors.</param>
/// <param name="logger">Tells of lost answers.</param>
internal sealed class QueueDoor(IBotQueueStore store, IBotLedger ledger, Func<IBotQueueWorker?> findWorker, TimeProvider clock, ILogger logger)
{
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(5);

    /// <summary>Refuses what nobody would run.</summary>
    /// <exception cref="InvalidOperationException">No worker is registered.</exception>
    /// <exception cref="BotRejectedException">The store is in memory, and nobody works.</exception>
    public void ThrowIfNoWorker(string bot)
    {
        switch (findWorker())
        {
            case null:
                throw new InvalidOperationException($"Bot '{bot}' cannot be enqueued: this host has no queue worker. Add one with AddScheduling of BotKit.Scheduling.");
            case { IsWorking: false }:
                var lost = new InvalidOperationException("The run would be lost: the store is in memory, and this host runs none, or stops.");
                throw Reject(bot, new Refusal(BotErrorCodes.StoreUnavailable, Again), lost, false, Guid.Empty);
        }
    }

    public async ValueTask<Guid> SubmitAsync(RunSubmission run, CancellationToken cancellationToken)
        => (await SubmitAsync([run], cancellationToken).ConfigureAwait(false))[0];

    public async ValueTask<IReadOnlyList<Guid>> SubmitAsync(IReadOnlyList<RunSubmission> runs, CancellationToken cancellationToken)
    {
        IReadOnlyList<EnqueueResult> results;
        try
        {
            results = await store.EnqueueAsync(runs, cancellationToken).ConfigureAwait(false);
            CrashPoint.Reached?.Invoke(CrashPoint.EnqueueAcknowledging);
        }
        catch (BotStoreException exception)
        {
            throw Reject(runs[0], exception);
        }

        for (var i = 0; i < results.Count; i++)
        {
            ThrowIfRefused(runs[i], results[i]);
        }

        return [.. results.Select(static result => result.ExecutionId)];
    }

    public async ValueTask<Guid> SubmitAsync(RunSubmission run, DbTransaction transaction, CancellationToken cancellationToken)
    {
        try
        {
            var result = await store.EnqueueAsync(run, transaction, cancellationToken).ConfigureAwait(false);
            ThrowIfRefused(run, result);
            return result.ExecutionId;
        }
        catch (BotStoreException exception)
        {
            throw Reject(run, exception);
        }
    }

    public async ValueTask<Guid?> ReplayAsync(Guid executionId, RunSubmission run, CancellationToken cancellationToken)
    {
        try
        {
            if (await store.ReplayAsync(executionId, run, cancellationToken).ConfigureAwait(false) is not { } result)
            {
                return null;
            }

            ThrowIfRefused(run, result);
            return result.ExecutionId;
        }
        catch (BotStoreException exception)
        {
            throw Reject(run, exception);
        }
    }

    public ValueTask<CancelOutcome> CancelAsync(Guid executionId, CancellationToken cancellationToken) => store.CancelAsync(executionId, cancellationToken);

    public ValueTask<WakeOutcome> WakeAsync(Guid executionId, CancellationToken cancellationToken) => store.WakeAsync(executionId, cancellationToken);

    private void ThrowIfRefused(RunSubmission run, EnqueueResult result)
    {
        var refusal = result.Outcome switch
        {
            EnqueueOutcome.Conflict => Refusal.IdempotencyConflict,
            EnqueueOutcome.QueueFull => Refusal.QueueFull,
            EnqueueOutcome.StoreFull => Refusal.StoreFull,
            _ => default,
        };
        if (refusal != default)
        {
            throw Reject(run.Bot, refusal, null, false, result.ExecutionId);
        }
    }

    private BotRejectedException Reject(RunSubmission run, BotStoreException exception)
    {
        Log.NotEnqueued(logger, exception, run.Bot, exception.IsOutcomeUnknown);
        var refusal = new Refusal(exception.IsOutcomeUnknown ? BotErrorCodes.OutcomeUnknown : BotErrorCodes.StoreUnavailable, exception.RetryAfter);
        var id = !exception.IsOutcomeUnknown ? Guid.Empty
            : exception.ExecutionId != Guid.Empty ? exception.ExecutionId
            : run.ExecutionId;
        return Reject(run.Bot, refusal, exception, exception.IsOutcomeUnknown, id);
    }

    private BotRejectedException Reject(string bot, Refusal refusal, Exception? exception, bool isOutcomeUnknown, Guid executionId)
    {
        var now = clock.GetUtcNow();
        if (!isOutcomeUnknown)
        {
            ledger.RecordRefusal(bot, refusal.Code, now);
        }

        return new BotRejectedException(bot, refusal.ToError(now), exception) { IsOutcomeUnknown = isOutcomeUnknown, ExecutionId = executionId };
    }
}
