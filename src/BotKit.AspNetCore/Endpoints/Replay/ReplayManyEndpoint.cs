using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>
/// Queues all runs once more that ended in one way. Each has a key of its own made from that of the call, so that the call may be
/// repeated: it finds the runs it has queued already.
/// </summary>
internal sealed class ReplayManyEndpoint(
    IBotManager manager, IBotLedger ledger, AuditTrail audit, ILogger<ReplayManyEndpoint> logger, IBotQueueWorker? worker = null)
{
    public async ValueTask<Answer> ReplayAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var key = RunRequest.Key(call.Http.Request, call.Caller, query);
        if (query.Problem is { } malformed)
        {
            return malformed;
        }

        if (worker is null)
        {
            return BotRunEndpoint.NoWorker();
        }

        var (which, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.ReplayManyBody).ConfigureAwait(false);
        if (which is null)
        {
            return problem!;
        }

        if (which.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        if (which.Bot is not null && manager.Find(which.Bot) is null)
        {
            return Problem.UnknownBot();
        }

        var runs = await ledger.ListAsync(ToQuery(which), call.Aborted).ConfigureAwait(false);
        return await ReplayAsync(call, which, runs, key).ConfigureAwait(false);
    }

    private async ValueTask<Answer> ReplayAsync(ApiCall call, ReplayManyBody which, IReadOnlyList<StoredRun> runs, string? key)
    {
        var replayed = new List<ReplayedRunBody>();
        var skipped = new List<SkippedRunBody>();
        StoppedRunBody? stopped = null;
        try
        {
            for (var i = runs.Count - 1; i >= 0 && stopped is null; i--)
            {
                call.Aborted.ThrowIfCancellationRequested();
                try
                {
                    await ReplayAsync(call, runs[i], key, replayed, skipped).ConfigureAwait(false);
                }
#pragma warning disable CA1031 // Whatever ends it: what is queued is queued, and its caller must learn of it.
                catch (Exception exception) when (replayed.Count > 0)
#pragma warning restore CA1031
                {
                    stopped = StoppedRunBody.Of(runs[i], ToProblem(call, exception));
                }
            }
        }
        finally
        {
            if (replayed.Count > 0)
            {
                await audit.AppendAsync(call, "replay", which.Bot, note: $"{replayed.Count} runs that ended {which.Status}").ConfigureAwait(false);
            }
        }

        Guid? next = runs.Count == which.Count ? runs[^1].ExecutionId : null;
        return new JsonAnswer<ReplayedBody>(new(replayed.Count, replayed, skipped, stopped, next), ApiJson.Default.ReplayedBody, 202);
    }

    /// <summary>Replays one run, or skips it. What would be the same for the next run is thrown.</summary>
    private async ValueTask ReplayAsync(
        ApiCall call, StoredRun run, string? key, List<ReplayedRunBody> replayed, List<SkippedRunBody> skipped)
    {
        if (manager.Find(run.Bot) is null)
        {
            skipped.Add(new(run.ExecutionId, BotErrorCodes.UnknownBot));
            return;
        }

        var options = new BotRunOptions { IdempotencyKey = key is null ? null : ScopedKey.Of(key, run.ExecutionId), Caller = call.Caller.Name };
        try
        {
            if (await manager.ReplayAsync(run.ExecutionId, null, options, CancellationToken.None).ConfigureAwait(false) is { } id)
            {
                replayed.Add(new(id, run.ExecutionId));
            }
            else
            {
                skipped.Add(new(run.ExecutionId, BotErrorCodes.NotReplayable));
            }
        }
        catch (BotRejectedException exception) when (IsOfThisRun(exception))
        {
            skipped.Add(new(run.ExecutionId, exception.Error.Code));
        }
    }

    private Problem ToProblem(ApiCall call, Exception exception)
    {
        switch (exception)
        {
            case BotRejectedException rejection:
                return Refusals.Of(rejection);
            case BotStoreException failure:
                Log.StoreFailed(logger, exception, call.Http.Request.Method, call.Route.Pattern);
                return Refusals.Of(failure);
            default:
                Log.EndpointFailed(logger, exception, call.Http.Request.Method, call.Route.Pattern);
                return Problem.Internal();
        }
    }

    /// <summary>Whether a refusal concerns a run or its bot alone, so that the others may go on.</summary>
    private static bool IsOfThisRun(BotRejectedException exception)
        => exception.Error.Code is BotErrorCodes.IdempotencyConflict or BotErrorCodes.Disabled or BotErrorCodes.InputRemoved;

    private static RunQuery ToQuery(ReplayManyBody which)
        => new()
        {
            State = RunState.Ended,
            Status = Enum.Parse<BotStatus>(which.Status),
            Bot = which.Bot,
            From = which.From is { } from ? Instant.Parse(from) : null,
            To = which.To is { } to ? Instant.Parse(to) : null,
            Before = which.Before,
            Count = which.Count,
        };
}
