using BotKit.Diagnostics;
using BotKit.Errors;
using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>Runs what the queue has handed out, and says what the queue must write.</summary>
internal sealed class DeliveredRuns<TInput, TResult>(
    BotRunner<TInput, TResult> runner, PipelineComposer<TInput, TResult> composer, RunServices services)
{
    private static readonly TimeSpan UnknownVersion = TimeSpan.FromSeconds(5);

    private readonly EnvelopeCodec<TResult> _codec = new(runner.Descriptor, services.Clock);

    public async ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
    {
        if (run.Origin?.IdempotencyKey is not null)
        {
            KeyHolder.Enter(run.ExecutionId);
        }

        var hold = new RunHold(run.Fence, run.Delivery, run.Origin?.TraceParent, abandon)
        {
            IsQueued = true,
            Stores = composer.Held.Checkpoints,
            Freed = () => runner.CountDelivering(-1),
        };
        if (run.PayloadVersion > runner.Descriptor.PayloadVersion)
        {
            return Release(run, hold, HandOutEnd.Deferred, UnknownVersion);
        }

        if (!TryUpgrade(run, out var input))
        {
            return NotUpgraded(run);
        }

        var options = new BotRunOptions { DryRun = run.IsDryRun, Caller = run.Origin?.Caller, IdempotencyKey = run.Origin?.IdempotencyKey };
        var arguments = new RunArguments(run.Trigger, options, Lineage.Of(run.Origin, run.IsDryRun), run.ExecutionId, IsDetached: true, hold);
        runner.CountDelivering(1);
        var result = await runner.Launch(default, new JsonInput(input), arguments, CancellationToken.None).ConfigureAwait(false);
        if (hold.Refusal is { } refusal)
        {
            return Release(run, hold, HandOutEnd.Deferred, Redelivery.DelayOf(refusal), result);
        }

        if (hold.Yield is { } yield)
        {
            return Release(run, hold, HandOutEnd.Yielded, yield.Delay, result, yield);
        }

        if (hold.Cancellation == RunCancellation.Host && !result.Success)
        {
            // As long as its code runs the run cannot be somebody else's: its lease must end first.
            await hold.Returned.ConfigureAwait(false);
            return result.Attempts == 0 || runner.Runtime.Options.Repeatable
                ? Release(run, hold, HandOutEnd.Returned, TimeSpan.Zero, result)
                : Interrupted(run, hold, result);
        }

        return IsRepeated(run, hold)
            ? Release(run, hold, HandOutEnd.RetryLater, Redelivery.DelayOf(run.Redeliveries, hold.Failure, runner.Runtime.Options.Queue), result)
            : new Delivered { Outcome = _codec.ToOutcome(result, hold), CodeEnded = hold.Returned };
    }

    /// <summary>Whether its failure may pass by itself, and its code has returned.</summary>
    private bool IsRepeated(ClaimedRun run, RunHold hold)
    {
        var options = runner.Runtime.Options;
        return hold.Ended is RunEnd.Failed or RunEnd.TimedOut
            && hold.Failure is { IsTransient: true }
            && hold.Cancellation != RunCancellation.Timeout
            && hold.HadReturned
            && options.Repeatable
            && run.Redeliveries < options.Queue.MaxRedeliveries;
    }

    private bool TryUpgrade(ClaimedRun run, out ReadOnlyMemory<byte> input)
    {
        input = run.Input;
        if (run.PayloadVersion == runner.Descriptor.PayloadVersion)
        {
            return true;
        }

        try
        {
            input = composer.Upgrade(run.Input, run.PayloadVersion);
            return true;
        }
#pragma warning disable CA1031 // Whatever an upgrade throws, its input cannot be used.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotUpgraded(services.Logger, exception, run.ExecutionId, run.Bot, run.PayloadVersion);
            return false;
        }
    }

    private Delivered NotUpgraded(ClaimedRun run)
    {
        var now = services.Clock.GetUtcNow();
        return new Delivered { Outcome = Outcome(run, BotStatus.Failed, BotErrorCodes.DataInvalid, now, now) };
    }

    /// <summary>A run whose code was stopped on its way, and that must not begin again.</summary>
    private Delivered Interrupted(ClaimedRun run, RunHold hold, BotResult result)
    {
        var outcome = Outcome(run, BotStatus.Dead, BotErrorCodes.Interrupted, hold.StartedAt, services.Clock.GetUtcNow());
        return new Delivered { Outcome = outcome with { Attempts = result.Attempts, TraceId = hold.TraceId, Logs = hold.Lines } };
    }

    private static RunOutcome Outcome(ClaimedRun run, BotStatus status, string code, DateTimeOffset startedAt, DateTimeOffset now) => new()
    {
        ExecutionId = run.ExecutionId,
        Bot = run.Bot,
        Fence = run.Fence,
        Status = status,
        StartedAt = startedAt,
        Duration = now - startedAt,
        Attempts = 0,
        Error = new BotError(code, ErrorSentences.For(code), BotSeverity.Standard, now),
    };

    private static Delivered Release(
        ClaimedRun run, RunHold hold, HandOutEnd reason, TimeSpan delay, BotResult? result = null, BotYieldException? yield = null) => new()
        {
            Release = new RunRelease
            {
                ExecutionId = run.ExecutionId,
                Bot = run.Bot,
                Fence = run.Fence,
                Reason = reason,
                Delay = delay,
                DueAt = yield?.Until,
                Checkpoint = yield?.Checkpoint,
                StartedAt = hold.StartedAt,
                Attempts = result?.Attempts ?? 0,
                Error = reason is HandOutEnd.Deferred or HandOutEnd.RetryLater ? result?.Error : null,
                Logs = hold.Lines,
            },
        };
}
