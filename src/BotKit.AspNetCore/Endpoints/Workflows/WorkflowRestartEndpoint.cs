using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Workflows;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Queues a new run that begins at a state of one that has ended.</summary>
internal sealed class WorkflowRestartEndpoint(
    RunFinder finder,
    AcceptedRuns accepted,
    AuditTrail audit,
    ILogger<WorkflowRestartEndpoint> logger,
    IBotWorkflows? workflows = null,
    IBotQueueWorker? worker = null)
{
    private static readonly WorkflowRestartBody WhereItEnded = new();

    public async ValueTask<Answer> RestartAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var key = RunRequest.Key(call.Http.Request, call.Caller, query);
        if (query.Problem is { } malformed)
        {
            return malformed;
        }

        if (workflows is null || worker is null)
        {
            return workflows is null ? WorkflowProblems.NoWorkflows() : BotRunEndpoint.NoWorker();
        }

        var (run, missing) = await finder.FindAsync(call).ConfigureAwait(false);
        if (run is null)
        {
            return missing!;
        }

        var (body, problem) = await ApiBody.ReadOptionalAsync(call, RequestJson.Default.WorkflowRestartBody, WhereItEnded).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        if (body.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        Log.RunOperated(logger, "workflow_restart", run.ExecutionId, call.Caller.Name);
        var options = new BotRunOptions { IdempotencyKey = key, Caller = call.Caller.Name };
        var restart = await RestartAsync(call, run, body.FromState, options).ConfigureAwait(false);
        if (!restart.IsQueued)
        {
            return restart.Answer == WorkflowAnswer.UnknownRun ? finder.Missing(run.ExecutionId) : WorkflowProblems.Of(restart.Answer, run.Bot, run.ExecutionId);
        }

        var id = restart.ExecutionId.Value;
        await audit.AppendAsync(call, "workflow_restart", run.Bot, run.ExecutionId, $"at {restart.FromState} as {id}").ConfigureAwait(false);
        return await accepted.AnswerAsync(call, id, run.Bot, RunState.Queued, key is not null, null, run.ExecutionId).ConfigureAwait(false);
    }

    private async ValueTask<WorkflowRestart> RestartAsync(ApiCall call, StoredRun run, string? fromState, BotRunOptions options)
    {
        try
        {
            return await workflows!.RestartAsync(run.ExecutionId, fromState, options, call.Aborted).ConfigureAwait(false);
        }
        catch (BotRejectedException exception) when (exception.IsOutcomeUnknown)
        {
            await audit.AppendAsync(
                call, "workflow_restart", run.Bot, run.ExecutionId, $"The store did not say whether it was done, as {exception.ExecutionId}.").ConfigureAwait(false);
            throw;
        }
    }
}
