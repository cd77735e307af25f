using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>
/// Runs with an idempotency key: one run and one stored outcome per key. The run is detached from its caller, so that a
/// caller who leaves ends only the wait.
/// </summary>
internal sealed class KeyedRuns<TInput, TResult>(
    BotRunner<TInput, TResult> runner, InputBinder<TInput> binder, RunServices services, RunCompletion completion)
{
    private readonly EnvelopeCodec<TResult> _codec = new(runner.Descriptor);

    public async ValueTask<BotResult<TResult>> RunAsync(
        TInput? input, JsonInput? json, string key, RunArguments arguments, CancellationToken cancellationToken)
    {
        if (key.Length is 0 or > BotDefaults.MaxIdempotencyKeyLength)
        {
            throw new ArgumentException($"An idempotency key has 1 to {BotDefaults.MaxIdempotencyKeyLength} characters.", nameof(key));
        }

        var start = services.Clock.GetTimestamp();
        if (json is not null && !binder.TryBind(json.Utf8, out input, out _, out _))
        {
            return await runner.Launch(input, json, arguments, cancellationToken).ConfigureAwait(false);
        }

        if (input is null)
        {
            return await runner.Launch(input, null, arguments, cancellationToken).ConfigureAwait(false);
        }

        var fingerprint = binder.Fingerprint(input);
        while (!cancellationToken.IsCancellationRequested)
        {
            var id = ExecutionIds.Create(services.Clock.GetUtcNow());
            var claim = await services.Ledger.ClaimKeyAsync(
                runner.Name, key, fingerprint, id, runner.Runtime.Options.IdempotencyKeyLifetime, CancellationToken.None).ConfigureAwait(false);
            switch (claim.Outcome)
            {
                case KeyOutcome.Won:
                    return await WaitAsync(RunAndStoreAsync(input, key, arguments with { ExecutionId = id, IsDetached = true }), id, start, cancellationToken)
                        .ConfigureAwait(false);
                case KeyOutcome.Stored:
                    return _codec.Restore(claim.Envelope!);
                case KeyOutcome.Conflict:
                    return completion.Refuse<TResult>(Refusal.IdempotencyConflict, arguments, start);
                case KeyOutcome.Full:
                    return completion.Refuse<TResult>(Refusal.StoreFull, arguments, start);
                case KeyOutcome.InFlight when IsAncestor(arguments.Parent, claim.ExecutionId):
                    return completion.Refuse<TResult>(Refusal.IdempotencyCycle, arguments, start);
                default:
                    if (await JoinAsync(key, claim.ExecutionId, start, cancellationToken).ConfigureAwait(false) is { } joined)
                    {
                        return joined;
                    }

                    break;
            }
        }

        return runner.CanceledBefore(input, arguments, start);
    }

    private async Task<BotResult<TResult>> RunAndStoreAsync(TInput input, string key, RunArguments arguments)
    {
        var result = await runner.Launch(input, null, arguments, CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (result.Status is BotStatus.Succeeded or BotStatus.Failed or BotStatus.TimedOut or BotStatus.Dead)
            {
                await services.Ledger.CompleteKeyAsync(runner.Name, key, _codec.Store(result), CancellationToken.None).ConfigureAwait(false);
                return result;
            }
        }
#pragma warning disable CA1031 // The run has ended and its caller gets the envelope; the key is freed below.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.EnvelopeNotStored(services.Logger, exception, result.ExecutionId, runner.Name);
        }

        await services.Ledger.ReleaseKeyAsync(runner.Name, key, arguments.ExecutionId, CancellationToken.None).ConfigureAwait(false);
        return result;
    }

    private async ValueTask<BotResult<TResult>> WaitAsync(Task<BotResult<TResult>> run, Guid id, long start, CancellationToken cancellationToken)
    {
        try
        {
            return await run.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return LeftWaiting(id, start);
        }
    }

    private async ValueTask<BotResult<TResult>?> JoinAsync(string key, Guid owner, long start, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = await services.Ledger.WaitForKeyAsync(runner.Name, key, owner, cancellationToken).ConfigureAwait(false);
            return envelope is null ? null : _codec.Restore(envelope);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return LeftWaiting(owner, start);
        }
    }

    private BotResult<TResult> LeftWaiting(Guid id, long start)
        => BotResult<TResult>.NotSucceeded(
            BotStatus.Canceled, id, runner.Name, services.Clock.GetElapsedTime(start), 0, new BotError(
                BotErrorCodes.CanceledByCaller,
                "The caller stopped waiting; the run goes on.",
                BotSeverity.Warning,
                services.Clock.GetUtcNow()));

    private static bool IsAncestor(BotRun? run, Guid executionId)
    {
        for (; run is not null; run = run.Parent)
        {
            if (run.ExecutionId == executionId)
            {
                return true;
            }
        }

        return false;
    }
}
