using System.Security.Cryptography;
using System.Text;
using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>
/// Queues all runs once more that ended in one way. Each has a key of its own made from that of the call, so that the call may be
/// repeated: it finds the runs it has queued already.
/// </summary>
internal sealed class ReplayManyEndpoint(IBotManager manager, IBotLedger ledger, AuditTrail audit, IBotQueueWorker? worker = null)
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
        BotRejectedException? stopped = null;
        foreach (var run in runs.Reverse())
        {
            try
            {
                var options = new BotRunOptions { IdempotencyKey = key is null ? null : KeyOf(key, run.ExecutionId), Caller = call.Caller.Name };
                if (manager.Find(run.Bot) is null)
                {
                    skipped.Add(new(run.ExecutionId, BotErrorCodes.UnknownBot));
                }
                else if (await manager.ReplayAsync(run.ExecutionId, null, options, call.Aborted).ConfigureAwait(false) is { } id)
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
            catch (BotRejectedException exception) when (replayed.Count > 0)
            {
                stopped = exception;
                break;
            }
        }

        if (replayed.Count > 0)
        {
            await audit.AppendAsync(call, "replay", which.Bot, note: $"{replayed.Count} runs that ended {which.Status}").ConfigureAwait(false);
        }

        Guid? next = runs.Count == which.Count ? runs[^1].ExecutionId : null;
        return new JsonAnswer<ReplayedBody>(
            new(replayed.Count, replayed, skipped, ErrorBody.Of(stopped?.Error), next), ApiJson.Default.ReplayedBody, 202);
    }

    // What concerns the run alone; anything else would be the same for the next one.
    private static bool IsOfThisRun(BotRejectedException exception)
        => exception.Error.Code is BotErrorCodes.InvalidInput or BotErrorCodes.MalformedJson or BotErrorCodes.IdempotencyConflict or BotErrorCodes.Disabled
            or BotErrorCodes.InputRemoved;

    private static RunQuery ToQuery(ReplayManyBody which)
        => new()
        {
            State = RunState.Ended,
            Status = Enum.Parse<BotStatus>(which.Status),
            Bot = which.Bot,
            From = which.From,
            To = which.To,
            Before = which.Before,
            Count = which.Count,
        };

    private static string KeyOf(string key, Guid executionId)
        => "replay:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{key}\n{executionId}")));
}
