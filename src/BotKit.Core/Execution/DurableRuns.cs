using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Pipeline;

namespace BotKit.Execution;

/// <summary>
/// Direct runs that are committed before the bot starts and again before the caller is answered: those that ask for it, and
/// those with an idempotency key, of which there is one run and one stored outcome per key. A run with a key is detached from
/// its caller, so that a caller who leaves ends only the wait.
/// </summary>
internal sealed class DurableRuns<TInput, TResult>(
    BotRunner<TInput, TResult> runner, InputBinder<TInput> binder, RunServices services, HeldRunServices held, RunCompletion completion)
{
    private static readonly TimeSpan LeaseLimit = TimeSpan.FromSeconds(5);

    private readonly EnvelopeCodec<TResult> _codec = new(runner.Descriptor, services.Clock);

    public async ValueTask<BotResult<TResult>> RunAsync(
        TInput? input, JsonInput? json, RunArguments arguments, CancellationToken cancellationToken)
    {
        var key = arguments.Options is { DryRun: false } options ? options.IdempotencyKey : null;
        IdempotencyKey.ThrowIfInvalid(key);
        _codec.ThrowIfUnknown();
        var start = services.Clock.GetTimestamp();
        if (json is { } text && !binder.TryBind(text.Utf8, out input, out _, out _))
        {
            return await runner.Launch(input, json, arguments, cancellationToken).ConfigureAwait(false);
        }

        if (input is null)
        {
            return await runner.Launch(input, null, arguments, cancellationToken).ConfigureAwait(false);
        }

        while (!cancellationToken.IsCancellationRequested)
        {
            RunSubmission run;
            try
            {
                run = Submission(input, key, arguments);
            }
            catch (BotStoreException exception)
            {
                Log.NotProtected(services.Logger, exception, runner.Name);
                return completion.Refuse<TResult>(Refusal.StoreUnavailable, arguments, start);
            }

            // Whoever waits for a run with a key may leave, but is then told of a run that has begun.
            var leaving = key is null ? cancellationToken : CancellationToken.None;
            var (begin, node) = await BeginAsync(run, leaving).ConfigureAwait(false);
            switch (begin?.Outcome)
            {
                case null when leaving.IsCancellationRequested:
                    break;
                case null:
                    return completion.Refuse<TResult>(Refusal.StoreUnavailable, arguments, start);
                case KeyOutcome.Won:
                    return await LaunchAsync(input, run, arguments, begin!, node!, start, cancellationToken).ConfigureAwait(false);
                case KeyOutcome.Stored:
                    return _codec.Restore(begin!.Envelope!);
                case KeyOutcome.Conflict:
                    return completion.Refuse<TResult>(Refusal.IdempotencyConflict, arguments, start);
                case KeyOutcome.Full:
                    return completion.Refuse<TResult>(Refusal.StoreFull, arguments, start);
                case KeyOutcome.InFlight when KeyHolder.IsAround(begin!.ExecutionId):
                    return completion.Refuse<TResult>(Refusal.IdempotencyCycle, arguments, start);
                default:
                    if (await JoinAsync(key!, begin!.ExecutionId, arguments, start, cancellationToken).ConfigureAwait(false) is { } joined)
                    {
                        return joined;
                    }

                    break;
            }
        }

        return runner.CanceledBefore(input, arguments, start);
    }

    private RunSubmission Submission(TInput input, string? key, RunArguments arguments) => new()
    {
        ExecutionId = ExecutionIds.Create(services.Clock.GetUtcNow()),
        Bot = runner.Name,
        Trigger = arguments.Trigger,
        Input = binder.Write(input),
        PayloadVersion = runner.Descriptor.PayloadVersion,
        IsDryRun = arguments.Options?.DryRun ?? arguments.Lineage?.IsDryRun ?? false,
        Origin = key is null && arguments.Options?.Caller is null && arguments.Lineage is null ? null : new RunOrigin
        {
            IdempotencyKey = key,
            Caller = arguments.Options?.Caller,
            ParentId = arguments.Lineage?.ParentId,
            RootId = arguments.Lineage?.RootId,
        },
        Fingerprint = key is null ? default : binder.Fingerprint(input),
        KeyLifetime = runner.Runtime.Options.IdempotencyKeyLifetime,
        MaxLost = 1,
    };

    /// <summary>Begins a run; nothing when the store cannot say whether it may.</summary>
    private async ValueTask<(RunBegin? Begin, NodeIncarnation? Node)> BeginAsync(RunSubmission run, CancellationToken cancellationToken)
    {
        try
        {
            var node = await HoldAsync(cancellationToken).ConfigureAwait(false);

            // Before its row is there, so that the node does not leave in between.
            node.Enter();
            RunBegin? begin = null;
            try
            {
                begin = await BeginAsync(run, node).ConfigureAwait(false);
                return (begin, node);
            }
            finally
            {
                if (begin?.Outcome != KeyOutcome.Won)
                {
                    node.Exit();
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return default;
        }
#pragma warning disable CA1031 // Without its row a run could happen twice or leave no trace, so it is refused.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.KeyNotClaimed(services.Logger, exception, runner.Name);
            return default;
        }
    }

    private async ValueTask<RunBegin> BeginAsync(RunSubmission run, NodeIncarnation node)
    {
        try
        {
            return await services.Ledger.BeginAsync(run, node.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (BotStoreException exception) when (exception.IsOutcomeUnknown)
        {
            // The same id again finds what was committed.
            return await BeginAgainAsync(run, node).ConfigureAwait(false);
        }
    }

    private async ValueTask<RunBegin> BeginAgainAsync(RunSubmission run, NodeIncarnation node)
    {
        try
        {
            return await services.Ledger.BeginAsync(run, node.Id, CancellationToken.None).ConfigureAwait(false);
        }
        catch (BotStoreException)
        {
            // Should it have begun after all, it must not hold its key for ever.
            var now = services.Clock.GetUtcNow();
            held.Outcomes.WriteLater(new RunOutcome
            {
                ExecutionId = run.ExecutionId,
                Bot = run.Bot,
                Fence = 1,
                Status = BotStatus.Rejected,
                StartedAt = now,
                Duration = TimeSpan.Zero,
                Attempts = 0,
                Error = Refusal.StoreUnavailable.ToError(now),
                RemainingInput = binder.Stored.Remaining(run.Input, run.PayloadVersion),
            });
            throw;
        }
    }

    private async ValueTask<NodeIncarnation> HoldAsync(CancellationToken cancellationToken)
    {
        if (held.Lease is { IsClosed: false, Current: { IsHeld: true } current })
        {
            return current;
        }

        using var limit = new CancellationTokenSource(LeaseLimit, services.Clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        return await held.Lease.HoldAsync(both.Token).ConfigureAwait(false);
    }

    private async ValueTask<BotResult<TResult>> LaunchAsync(
        TInput input, RunSubmission run, RunArguments arguments, RunBegin begin, NodeIncarnation node, long start, CancellationToken cancellationToken)
    {
        var key = run.Origin?.IdempotencyKey;
        var hold = new RunHold(begin.Fence, 1, node.Lost) { Stores = held.Checkpoints, Input = binder.Stored.HasSensitive ? run.Input : default };
        arguments = arguments with { ExecutionId = begin.ExecutionId, IsDetached = key is not null, Hold = hold };
        return key is null
            ? await RunAndStoreAsync(input, arguments, node, cancellationToken).ConfigureAwait(false)
            : await WaitAsync(RunAndStoreAsync(input, arguments, node, CancellationToken.None), begin.ExecutionId, start, cancellationToken)
                .ConfigureAwait(false);
    }

    private async Task<BotResult<TResult>> RunAndStoreAsync(TInput input, RunArguments arguments, NodeIncarnation node, CancellationToken cancellationToken)
    {
        var hold = arguments.Hold!;
        if (arguments.IsDetached)
        {
            KeyHolder.Enter(arguments.ExecutionId);
        }

        try
        {
            return await StoreAsync(await runner.Launch(input, null, arguments, cancellationToken).ConfigureAwait(false), hold).ConfigureAwait(false);
        }
        finally
        {
            _ = ExitAsync(node, hold, arguments.ExecutionId);
        }
    }

    /// <summary>The node may leave once the code has really returned and its end is stored, or is somebody else's.</summary>
    private async Task ExitAsync(NodeIncarnation node, RunHold hold, Guid executionId)
    {
        await hold.Returned.ConfigureAwait(false);
        await held.Outcomes.WhenWritten(executionId).ConfigureAwait(false);
        node.Exit();
    }

    private async ValueTask<BotResult<TResult>> StoreAsync(BotResult<TResult> result, RunHold hold)
    {
        if (hold.Cancellation == RunCancellation.Host && !result.Success)
        {
            // The lease is lost: what becomes of the run is for others to say.
            return Unrecorded(result);
        }

        var outcome = _codec.ToOutcome(result, hold, binder.Stored.Remaining(hold.Input, runner.Descriptor.PayloadVersion));
        return !await held.Outcomes.TryWriteAsync(outcome).ConfigureAwait(false) ? Unrecorded(result)
            : outcome.Status == result.Status ? result
            : BotResult<TResult>.NotSucceeded(outcome.Status, result.ExecutionId, runner.Name, result.Duration, result.Attempts, outcome.Error!);
    }

    private BotResult<TResult> Unrecorded(BotResult<TResult> result)
        => BotResult<TResult>.NotSucceeded(
            BotStatus.Rejected, result.ExecutionId, runner.Name, result.Duration, result.Attempts, Refusal.OutcomeUnrecorded.ToError(services.Clock.GetUtcNow()));

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
