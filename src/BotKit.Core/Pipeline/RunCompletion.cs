using BotKit.Diagnostics;
using BotKit.Ledger;

namespace BotKit.Pipeline;

/// <summary>Ends a run: makes its one envelope, acts on the verdict, records and measures it.</summary>
internal sealed class RunCompletion(BotRuntime bot, RunServices services, VerdictActions verdicts)
{
    public static readonly BotFailure TimedOut = new(
        BotSeverity.Standard, BotErrorCodes.Timeout, IsTransient: true, "The run took longer than its timeout.");

    public BotResult<TResult> Complete<TInput, TResult>(BotRun<TInput, TResult> run, RunEnd end)
    {
        var duration = services.Clock.GetElapsedTime(run.StartTimestamp);
        var result = end == RunEnd.Succeeded
            ? BotResult<TResult>.Succeeded(run.ExecutionId, bot.Name, duration, run.Attempt, run.TypedResult!)
            : NotSucceeded<TResult>(run, end, duration);
        if (end is RunEnd.Failed or RunEnd.TimedOut && run.Cancellation != RunCancellation.Host)
        {
            verdicts.Act(run, end == RunEnd.TimedOut ? TimedOut : run.Failure!);
        }

        if (run.Hold is { } hold)
        {
            // Whoever holds the run writes its end, and its lines with it.
            hold.End(run, end, services.Logs.Take(run.Context));
        }
        else
        {
            services.Logs.Record(run.Context);
            Record(run, result, end);
        }

        RunTelemetry.Ended(run, result, services);
        return result;
    }

    /// <summary>The envelope of a run that never was: refused by a gate before anything was made for it.</summary>
    public BotResult<TResult> Refuse<TResult>(Refusal refusal, in RunArguments arguments, long startTimestamp)
        => Refuse<TResult>(refusal, arguments, startTimestamp, services.Clock.GetTimestamp());

    /// <summary>The same, where it is known when that was: gates read a few fields, which takes less time than to read the clock again.</summary>
    public BotResult<TResult> Refuse<TResult>(Refusal refusal, in RunArguments arguments, long startTimestamp, long end)
    {
        var now = services.Wall.At(end);
        var id = arguments.ExecutionId == default ? ExecutionIds.Create(now) : arguments.ExecutionId;
        var duration = services.Clock.GetElapsedTime(startTimestamp, end);
        var result = BotResult<TResult>.NotSucceeded(BotStatus.Rejected, id, bot.Name, duration, 0, refusal.ToError(now));
        if (arguments.Hold is { } hold)
        {
            // A queued run is put off; of a direct one the end is stored, and counted there.
            hold.Refuse(refusal, now);
            if (hold.IsQueued)
            {
                return result;
            }
        }
        else
        {
            RecordRefusal(refusal, now);
        }

        RunTelemetry.Refused(bot, arguments.Trigger, refusal.Code, duration, services);
        return result;
    }

    private BotResult<TResult> NotSucceeded<TResult>(BotRun run, RunEnd end, TimeSpan duration)
    {
        var now = services.Clock.GetUtcNow();
        var (status, error) = end switch
        {
            RunEnd.Invalid => (BotStatus.Invalid, new BotError(
                run.IsMalformed ? BotErrorCodes.MalformedJson : BotErrorCodes.InvalidInput,
                run.IsMalformed ? "The input is not well-formed JSON." : "The input is not valid.",
                BotSeverity.Warning,
                now,
                Details: run.Problems)),
            RunEnd.Refused => (BotStatus.Rejected, run.Refusal.ToError(now)),
            RunEnd.Canceled when run.Cancellation == RunCancellation.Operator => (BotStatus.Canceled, new BotError(
                BotErrorCodes.CanceledByOperator, "The run was canceled by an operator.", BotSeverity.Warning, now)),
            RunEnd.Canceled => (BotStatus.Canceled, new BotError(
                BotErrorCodes.CanceledByCaller, "The run was canceled by its caller.", BotSeverity.Warning, now)),
            // Nobody gets this envelope: the run goes on later.
            RunEnd.Yielded => (BotStatus.Canceled, new BotError(
                BotErrorCodes.OperationCanceled, "The run goes on later.", BotSeverity.Warning, now)),
            RunEnd.TimedOut => (BotStatus.TimedOut, ToError(TimedOut, now)),
            _ => (BotStatus.Failed, ToError(run.Failure!, now)),
        };
        return BotResult<TResult>.NotSucceeded(status, run.ExecutionId, bot.Name, duration, run.Attempt, error);
    }

    private static BotError ToError(BotFailure failure, DateTimeOffset now)
        => new(failure.Code, failure.SafeMessage, failure.Severity, now, failure.RetryAfter);

    private void Record(BotRun run, BotResult result, RunEnd end)
    {
        if (end == RunEnd.Refused)
        {
            RecordRefusal(run.Refusal, result.Error!.Timestamp);
            return;
        }

        try
        {
            services.Ledger.Record(new RunRecord
            {
                Result = result,
                StartedAt = run.StartedAt,
                Trigger = run.Trigger,
                Input = run.UntypedInput,
                IsDryRun = run.IsDryRun,
                TraceId = run.Activity?.TraceId.ToHexString(),
                Origin = Origin(run),
            });
        }
#pragma warning disable CA1031 // A broken store never fails a run; the gap is counted and logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            services.Metrics.RowDropped(bot.Name);
            Log.RecordLost(services.Logger, exception, run.ExecutionId, bot.Name);
        }
    }

    private static RunOrigin? Origin(BotRun run)
    {
        var lineage = run.Lineage;
        return lineage is null && run.Options is not { IdempotencyKey: not null } and not { Caller: not null }
            ? null
            : new RunOrigin
            {
                ParentId = lineage?.ParentId,
                RootId = lineage?.RootId,
                IdempotencyKey = run.Options?.IdempotencyKey,
                Caller = run.Options?.Caller,
            };
    }

    private void RecordRefusal(Refusal refusal, DateTimeOffset now)
    {
        try
        {
            services.Ledger.RecordRefusal(bot.Name, refusal.Code, now);
        }
#pragma warning disable CA1031 // A broken store never fails a run; the gap is counted and logged.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            services.Metrics.RowDropped(bot.Name);
            Log.RecordLost(services.Logger, exception, Guid.Empty, bot.Name);
        }
    }
}
