using BotKit.Ledger;
using BotKit.Pipeline;
using BotKit.Queue;

namespace BotKit.Execution;

/// <summary>Runs what the queue has handed out, and says what the queue must write.</summary>
internal sealed class DeliveredRuns<TInput, TResult>(BotRunner<TInput, TResult> runner)
{
    private readonly EnvelopeCodec<TResult> _codec = new(runner.Descriptor);

    public async ValueTask<Delivered> DeliverAsync(ClaimedRun run, CancellationToken abandon)
    {
        if (run.Origin?.IdempotencyKey is not null)
        {
            KeyHolder.Enter(run.ExecutionId);
        }

        var hold = new RunHold(run.Fence, run.Delivery, run.Origin, abandon);
        var options = new BotRunOptions { DryRun = run.IsDryRun, Caller = run.Origin?.Caller, IdempotencyKey = run.Origin?.IdempotencyKey };
        var arguments = new RunArguments(run.Trigger, options, null, run.ExecutionId, IsDetached: true, hold);
        runner.CountDelivering(1);
        var result = await runner.Launch(default, new JsonInput(run.Input), arguments, CancellationToken.None).ConfigureAwait(false);
        CountOut(hold);
        if (hold.Refusal is { } refusal)
        {
            return Release(run, hold, HandOutEnd.Deferred, Redelivery.DelayOf(refusal), result);
        }

        if (hold.Cancellation == RunCancellation.Host && !result.Success)
        {
            // As long as its code runs the run cannot be somebody else's: its lease must end first.
            await hold.Returned.ConfigureAwait(false);
            return Release(run, hold, HandOutEnd.Returned, TimeSpan.Zero, result);
        }

        return IsRepeated(run, hold)
            ? Release(run, hold, HandOutEnd.RetryLater, Redelivery.DelayOf(run.Redeliveries, hold.Failure, runner.Runtime.Options.Queue), result)
            : new Delivered { Outcome = _codec.ToOutcome(result, hold), CodeEnded = hold.HadReturned || hold.Ended == RunEnd.None ? Task.CompletedTask : hold.Returned };
    }

    /// <summary>The place of a run is taken until its code has returned.</summary>
    private void CountOut(RunHold hold)
    {
        if (hold.HadReturned || hold.Ended == RunEnd.None)
        {
            runner.CountDelivering(-1);
        }
        else
        {
            hold.Returned.ContinueWith(
                _ => runner.CountDelivering(-1), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
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

    private static Delivered Release(ClaimedRun run, RunHold hold, HandOutEnd reason, TimeSpan delay, BotResult result) => new()
    {
        Release = new RunRelease
        {
            ExecutionId = run.ExecutionId,
            Bot = run.Bot,
            Fence = run.Fence,
            Reason = reason,
            Delay = delay,
            StartedAt = hold.StartedAt,
            Attempts = result.Attempts,
            Error = reason == HandOutEnd.Returned ? null : result.Error,
            Logs = hold.Lines,
        },
    };
}
