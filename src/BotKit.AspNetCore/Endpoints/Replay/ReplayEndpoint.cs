using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Queues a run that has ended once more: with its own input, or with that of the body.</summary>
internal sealed class ReplayEndpoint(
    IBotManager manager, RunFinder finder, AcceptedRuns accepted, AuditTrail audit, ILogger<ReplayEndpoint> logger, IBotQueueWorker? worker = null)
{
    public async ValueTask<Answer> ReplayAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var key = RunRequest.Key(call.Http.Request, call.Caller, query);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (worker is null)
        {
            return BotRunEndpoint.NoWorker();
        }

        var (run, missing) = await finder.FindAsync(call).ConfigureAwait(false);
        if (run is null)
        {
            return missing!;
        }

        var (input, unreadable) = await ApiBody.ReadOptionalAsync(call).ConfigureAwait(false);
        if (unreadable is not null)
        {
            return unreadable;
        }

        if (run.State != RunState.Ended)
        {
            return RunChangesEndpoint.NotEnded(run);
        }

        Log.RunOperated(logger, "replay", run.ExecutionId, call.Caller.Name);
        var options = new BotRunOptions { IdempotencyKey = key, Caller = call.Caller.Name };
        if (await ReplayAsync(call, run, input, options).ConfigureAwait(false) is not { } id)
        {
            return Problem.Of(
                409,
                BotErrorCodes.NotReplayable,
                run.IsErased ? "The run was erased." : "The run's input did not bind: replay it with another one in the body.").About(run.Bot, run.ExecutionId);
        }

        await audit.AppendAsync(call, "replay", run.Bot, run.ExecutionId, $"{(input is null ? "as" : "with another input as")} {id}").ConfigureAwait(false);
        return await accepted.AnswerAsync(call, id, run.Bot, RunState.Queued, key is not null, null, run.ExecutionId).ConfigureAwait(false);
    }

    private async ValueTask<Guid?> ReplayAsync(ApiCall call, StoredRun run, ReadOnlyMemory<byte>? input, BotRunOptions options)
    {
        try
        {
            return await manager.ReplayAsync(run.ExecutionId, input, options, call.Aborted).ConfigureAwait(false);
        }
        catch (BotRejectedException exception) when (exception.IsOutcomeUnknown)
        {
            await audit.AppendAsync(
                call, "replay", run.Bot, run.ExecutionId, $"The store did not say whether it was done, as {exception.ExecutionId}.").ConfigureAwait(false);
            throw;
        }
    }
}
