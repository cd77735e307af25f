using System.Security.Cryptography;
using System.Text.Json;
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
    // What another version of the code, or the keys once they can be had again, may run.
    private static readonly TimeSpan NotYet = TimeSpan.FromSeconds(5);

    private static readonly BotRunOptions DryRun = new() { DryRun = true };

    private readonly EnvelopeCodec<TResult> _codec = new(runner.Descriptor, services.Clock);
    private readonly Action _freed = () => runner.CountDelivering(-1);

    public ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
    {
        var hold = new RunHold(run.Fence, run.Delivery, abandon)
        {
            IsQueued = true,
            Origin = run.Origin,
            Stores = composer.Held.Checkpoints,
            Freed = _freed,
        };
        return run.PayloadVersion > runner.Descriptor.PayloadVersion ? new(Release(run, hold, HandOutEnd.Deferred, NotYet))
            : composer.Binder.Stored.HasSensitive || run.PayloadVersion != runner.Descriptor.PayloadVersion ? DeliverLaterAsync(run, hold)
            : Deliver(run, hold);
    }

    /// <summary>What the queue must write of a run that has ended here.</summary>
    public async ValueTask<Delivered> EndAsync(ClaimedRun run, RunHold hold, BotResult<TResult> result)
    {
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
            : new Delivered { Outcome = _codec.ToOutcome(result, hold, Remaining(run)), CodeEnded = hold.Returned };
    }

    /// <summary>Keys and upgrades may take their time.</summary>
    private async ValueTask<Delivered> DeliverLaterAsync(ClaimedRun run, RunHold hold)
    {
        await Task.Yield();
        return await Deliver(run, hold).ConfigureAwait(false);
    }

    private ValueTask<Delivered> Deliver(ClaimedRun run, RunHold hold)
    {
        if (NotRead(run, hold, out var input) is { } unread)
        {
            return new(unread);
        }

        var arguments = new RunArguments(run.Trigger, run.IsDryRun ? DryRun : null, Lineage.Of(run.Origin, run.IsDryRun), run.ExecutionId, IsDetached: true, hold);
        runner.CountDelivering(1);
        return runner.Deliver(run, new JsonInput(input), arguments);
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

    /// <summary>Decrypts and upgrades the input.</summary>
    /// <returns>What becomes of the run when that cannot be done; otherwise <see langword="null"/>.</returns>
    private Delivered? NotRead(ClaimedRun run, RunHold hold, out ReadOnlyMemory<byte> input)
    {
        input = run.Input;
        try
        {
            input = composer.Binder.Stored.Open(run.Input, run.PayloadVersion);
        }
        catch (Exception exception) when (exception is CryptographicException or JsonException)
        {
            // What its sensitive members were stays: their key may come back.
            Log.NotDecrypted(services.Logger, exception, run.ExecutionId, run.Bot);
            return DataInvalid(run);
        }
#pragma warning disable CA1031 // Whatever else a protector throws may pass by itself.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotProtected(services.Logger, exception, run.Bot);
            return Release(run, hold, HandOutEnd.Deferred, NotYet);
        }

        if (run.PayloadVersion == runner.Descriptor.PayloadVersion)
        {
            return null;
        }

        try
        {
            input = composer.Upgrade(input, run.PayloadVersion);
            return null;
        }
#pragma warning disable CA1031 // Whatever an upgrade throws, its input cannot be used.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.NotUpgraded(services.Logger, exception, run.ExecutionId, run.Bot, run.PayloadVersion);
            return DataInvalid(run, Remaining(run));
        }
    }

    private Delivered DataInvalid(ClaimedRun run, ReadOnlyMemory<byte>? remaining = null)
    {
        var now = services.Clock.GetUtcNow();
        return new Delivered { Outcome = Outcome(run, BotStatus.Failed, BotErrorCodes.DataInvalid, now, now) with { RemainingInput = remaining } };
    }

    private ReadOnlyMemory<byte>? Remaining(ClaimedRun run) => composer.Binder.Stored.Remaining(run.Input, run.PayloadVersion);

    /// <summary>A run whose code was stopped on its way, and that must not begin again.</summary>
    private Delivered Interrupted(ClaimedRun run, RunHold hold, BotResult result)
    {
        var outcome = Outcome(run, BotStatus.Dead, BotErrorCodes.Interrupted, hold.StartedAt, services.Clock.GetUtcNow());
        return new Delivered { Outcome = outcome with { Attempts = result.Attempts, TraceId = hold.TraceId, Logs = hold.Lines, RemainingInput = Remaining(run) } };
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
