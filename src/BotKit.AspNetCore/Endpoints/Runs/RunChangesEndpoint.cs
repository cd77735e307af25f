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
        var outcome = await CancelAsync(call, id).ConfigureAwait(false);
        if (outcome is CancelOutcome.Canceled or CancelOutcome.Requested)
        {
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

    // A run that is in progress here is told at once: a caller that leaves does not take that back.
    private async ValueTask<CancelOutcome> CancelAsync(ApiCall call, Guid id)
    {
        try
        {
            var outcome = await manager.CancelAsync(id, CancellationToken.None).ConfigureAwait(false);
            if (outcome is CancelOutcome.Canceled or CancelOutcome.Requested)
            {
                await WriteDownAsync(call, id, null).ConfigureAwait(false);
            }

            return outcome;
        }
        catch (BotStoreException exception) when (exception.IsOutcomeUnknown)
        {
            await WriteDownAsync(call, id, "The store did not say whether it was done.").ConfigureAwait(false);
            throw;
        }
    }

    private async ValueTask WriteDownAsync(ApiCall call, Guid id, string? note)
        => await audit.AppendAsync(call, "cancel", await finder.FindBotAsync(id).ConfigureAwait(false), id, note).ConfigureAwait(false);
}
