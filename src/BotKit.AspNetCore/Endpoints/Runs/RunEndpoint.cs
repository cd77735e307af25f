using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>One run with its hand-outs, logs and lineage.</summary>
internal sealed class RunEndpoint(
    IBotLedger ledger, IBotLogStore logs, RunFinder finder, RunPayloads payloads, AuditTrail audit, ILogger<RunEndpoint> logger)
{
    private const int MaxLineage = 1_000;

    public async ValueTask<Answer> FindAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var reveal = query.Flag("reveal");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var (run, missing) = await finder.FindAsync(call).ConfigureAwait(false);
        if (run is null)
        {
            return missing!;
        }

        if (reveal)
        {
            if (!await MayRevealAsync(call).ConfigureAwait(false))
            {
                return Problem.Of(403, BotErrorCodes.Forbidden, "These credentials do not allow reading sensitive members.");
            }

            await audit.DemandAsync(call, "reveal", run.Bot, run.ExecutionId).ConfigureAwait(false);
            Log.Revealed(logger, run.ExecutionId, run.Bot, call.Caller.Name);
        }

        var parts = await logs.ReadAsync(run.ExecutionId, call.Aborted).ConfigureAwait(false);
        var dropped = parts.Sum(static part => part.Dropped);
        var body = RunDetailBody.Of(run, payloads.Input(run, reveal), payloads.Output(run, reveal)) with
        {
            HandOuts = run.Deliveries > 0 ? await ledger.ListHandOutsAsync(run.ExecutionId, call.Aborted).ConfigureAwait(false) : [],
            Children = await ChildrenAsync(run, call.Aborted).ConfigureAwait(false),
            Logs = [.. parts.SelectMany(part => part.Rows.Select(row => LogBody.Of(row, part.Fence < run.Fence)))],
            LogsDropped = dropped > 0 ? dropped : null,
        };
        return new JsonAnswer<RunDetailBody>(body, ApiJson.Default.RunDetailBody);
    }

    private async ValueTask<IReadOnlyList<RunRowBody>> ChildrenAsync(StoredRun run, CancellationToken cancellationToken)
    {
        var lineage = await ledger.ListAsync(
            new RunQuery { Root = run.Origin?.RootId ?? run.ExecutionId, Count = MaxLineage }, cancellationToken).ConfigureAwait(false);
        return [.. lineage.Where(child => child.Origin?.ParentId == run.ExecutionId).Select(RunRowBody.Of)];
    }

    private static async ValueTask<bool> MayRevealAsync(ApiCall call)
    {
        if (call.Options.RevealPolicy is not { } policy)
        {
            return false;
        }

        var authorization = call.Http.RequestServices.GetRequiredService<IAuthorizationService>();
        var result = await authorization.AuthorizeAsync(call.Http.User, null, policy).ConfigureAwait(false);
        return result.Succeeded;
    }
}
