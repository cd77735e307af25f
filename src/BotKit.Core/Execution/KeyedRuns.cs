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
        IdempotencyKey.ThrowIfInvalid(key);
        _codec.ThrowIfUnknown();
        var start = services.Clock.GetTimestamp();
        if (json is not null && !binder.TryBind(json.Utf8, out input, out _, out _))
        {
            return await runner.Launch(input, json, arguments, cancellationToken).ConfigureAwait(false);
        }

        if (input is null)
        {
            return await runner.Launch(input, null, arguments, cancellationToken).ConfigureAwait(false);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            var id = ExecutionIds.Create(services.Clock.GetUtcNow());
            var claim = await BeginAsync(input, key, arguments, id).ConfigureAwait(false);
            switch (claim?.Outcome)
            {
                case null:
                    return completion.Refuse<TResult>(Refusal.StoreUnavailable, arguments, start);
                case KeyOutcome.Won:
                    return await WaitAsync(RunAndStoreAsync(input, arguments with
                        {
                            ExecutionId = claim!.ExecutionId, IsDetached = true, Hold = new RunHold(claim.Fence, 1, null, default),
                        }), claim.ExecutionId, start, cancellationToken)
                        .ConfigureAwait(false);
                case KeyOutcome.Stored:
                    return _codec.Restore(claim!.Envelope!);
                case KeyOutcome.Conflict:
                    return completion.Refuse<TResult>(Refusal.IdempotencyConflict, arguments, start);
                case KeyOutcome.Full:
                    return completion.Refuse<TResult>(Refusal.StoreFull, arguments, start);
                case KeyOutcome.InFlight when KeyHolder.IsAround(claim!.ExecutionId):
                    return completion.Refuse<TResult>(Refusal.IdempotencyCycle, arguments, start);
                default:
                    if (await JoinAsync(key, claim!.ExecutionId, arguments, start, cancellationToken).ConfigureAwait(false) is { } joined)
                    {
                        return joined;
                    }

                    break;
            }
        }

        return runner.CanceledBefore(input, arguments, start);
    }

    /// <summary>Claims the key; <see langword="null"/> when the store cannot say whose it is.</summary>
    private async ValueTask<RunBegin?> BeginAsync(TInput input, string key, RunArguments arguments, Guid id)
    {
        try
        {
            var run = new RunSubmission
            {
                ExecutionId = id,
                Bot = runner.Name,
                Trigger = arguments.Trigger,
                Input = binder.Write(input),
                Origin = new RunOrigin
                {
                    IdempotencyKey = key,
                    Caller = arguments.Options?.Caller,
                    ParentId = arguments.Parent?.ExecutionId,
                    RootId = arguments.Parent?.RootId,
                },
                Fingerprint = binder.Fingerprint(input),
                KeyLifetime = runner.Runtime.Options.IdempotencyKeyLifetime,
            };
            return await services.Ledger.BeginAsync(run, Guid.Empty, CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Without its key a run could happen twice, so it is refused.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.KeyNotClaimed(services.Logger, exception, runner.Name);
            return null;
        }
    }

    private async Task<BotResult<TResult>> RunAndStoreAsync(TInput input, RunArguments arguments)
    {
        KeyHolder.Enter(arguments.ExecutionId);
        var result = await runner.Launch(input, null, arguments, CancellationToken.None).ConfigureAwait(false);
        try
        {
            await services.Ledger.EndAsync(_codec.ToOutcome(result, arguments.Hold!), CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The run has ended and its caller gets the envelope; the key is held until it expires.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.EnvelopeNotStored(services.Logger, exception, result.ExecutionId, runner.Name);
        }

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

    private async ValueTask<BotResult<TResult>?> JoinAsync(
        string key, Guid owner, RunArguments arguments, long start, CancellationToken cancellationToken)
    {
        StoredEnvelope? envelope;
        try
        {
            envelope = await services.Ledger.WaitForKeyAsync(runner.Name, key, owner, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return LeftWaiting(owner, start);
        }
#pragma warning disable CA1031 // What the store cannot tell is asked for again later, with the same key.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.KeyNotClaimed(services.Logger, exception, runner.Name);
            return completion.Refuse<TResult>(Refusal.StoreUnavailable, arguments, start);
        }

        return envelope is null ? null : _codec.Restore(envelope);
    }

    private BotResult<TResult> LeftWaiting(Guid id, long start)
        => BotResult<TResult>.NotSucceeded(
            BotStatus.Canceled, id, runner.Name, services.Clock.GetElapsedTime(start), 0, new BotError(
                BotErrorCodes.CanceledByCaller,
                "The caller stopped waiting; the run goes on.",
                BotSeverity.Warning,
                services.Clock.GetUtcNow()));
}
