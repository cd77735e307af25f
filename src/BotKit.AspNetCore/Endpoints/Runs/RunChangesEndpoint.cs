using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Cancels and erases runs.</summary>
internal sealed class RunChangesEndpoint(IBotManager manager, RunFinder finder, AuditTrail audit, ILogger<RunChangesEndpoint> logger)
{
    public async ValueTask<Answer> CancelAsync(ApiCall call)
    {
        if (RunFinder.IdOf(call) is not { } id)
        {
            return RunFinder.Unknown();
        }

        Log.RunOperated(logger, "cancel", id, call.Caller.Name);
        var outcome = await manager.CancelAsync(id, call.Aborted).ConfigureAwait(false);
        if (outcome is CancelOutcome.Canceled or CancelOutcome.Requested)
        {
            await audit.AppendAsync(call, "cancel", executionId: id).ConfigureAwait(false);
            return new JsonAnswer<RunChangeBody>(
                new(id, outcome == CancelOutcome.Canceled ? "Canceled" : "CancelRequested"),
                ApiJson.Default.RunChangeBody,
                outcome == CancelOutcome.Canceled ? 200 : 202)
            {
                Headers = outcome == CancelOutcome.Requested ? [("Location", call.LocationOf(id))] : null,
            };
        }

        var missing = outcome == CancelOutcome.Unknown ? (await finder.FindAsync(call).ConfigureAwait(false)).Problem : null;
        return missing ?? Problem.Of(409, BotErrorCodes.RunEnded, "The run has ended.").About(null, id);
    }

    public async ValueTask<Answer> EraseAsync(ApiCall call)
    {
        if (RunFinder.IdOf(call) is not { } id)
        {
            return RunFinder.Unknown();
        }

        Log.RunOperated(logger, "erase", id, call.Caller.Name);
        if (await manager.EraseAsync(id, call.Caller.Name, call.Aborted).ConfigureAwait(false))
        {
            return new JsonAnswer<RunChangeBody>(new(id, "Erased"), ApiJson.Default.RunChangeBody);
        }

        var (run, missing) = await finder.FindAsync(call).ConfigureAwait(false);
        return missing ?? NotEnded(run!);
    }

    public static Problem NotEnded(StoredRun run)
        => Problem.Of(409, BotErrorCodes.RunNotEnded, "The run has not ended yet.").About(run.Bot, run.ExecutionId);
}
