using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The runs that have ended.</summary>
internal sealed class RunsEndpoint(IBotManager manager, IBotLedger ledger, IBotLogStore logs, BotJson contracts, ILogger<RunsEndpoint> logger)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var which = new RunQuery
        {
            Bot = query.Text("bot"),
            Status = query.Choice<BotStatus>("status"),
            Trigger = query.Choice<BotTrigger>("trigger"),
            From = query.Instant("from"),
            To = query.Instant("to"),
            Before = query.Id("before"),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var runs = await ledger.ListAsync(which, call.Aborted).ConfigureAwait(false);
        Guid? next = runs.Count == which.Count ? runs[^1].ExecutionId : null;
        return new JsonAnswer<RunListBody>(new([.. runs.Select(RunRowBody.Of)], next), ApiJson.Default.RunListBody);
    }

    public async ValueTask<Answer> FindAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var reveal = query.Flag("reveal");
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (!Guid.TryParseExact(call.Http.GetRouteValue("executionId") as string, "D", out var id)
            || await ledger.FindAsync(id, call.Aborted).ConfigureAwait(false) is not { } run)
        {
            return Problem.Of(404, BotErrorCodes.UnknownRun, "The ledger holds no run of that id that has ended.");
        }

        if (reveal)
        {
            if (!await MayRevealAsync(call).ConfigureAwait(false))
            {
                return Problem.Of(403, BotErrorCodes.Forbidden, "These credentials do not allow reading sensitive members.");
            }

            Log.Revealed(logger, id, run.Bot, call.Caller.Name);
        }

        var bot = manager.Find(run.Bot);
        var parts = await logs.ReadAsync(id, call.Aborted).ConfigureAwait(false);
        var body = RunDetailBody.Of(
            run,
            Write(run.Input, bot?.InputJson, reveal),
            Write(run.Output, bot?.ResultJson, reveal),
            [.. parts.SelectMany(static part => part.Rows).Select(LogBody.Of)]);
        return new JsonAnswer<RunDetailBody>(body, ApiJson.Default.RunDetailBody);
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

    // A payload that no contract knows, or that refuses to be written, is left out: the rest of the run can still be read.
    private RawJson? Write(ReadOnlyMemory<byte> json, JsonTypeInfo? contract, bool reveal)
    {
        if (json.IsEmpty || reveal)
        {
            return json.IsEmpty ? null : new RawJson(json.ToArray());
        }

        if (contract is null || contracts.FindMasked(contract.Type) is not { } masked)
        {
            return null;
        }

        try
        {
            return new RawJson(JsonSerializer.SerializeToUtf8Bytes(JsonSerializer.Deserialize(json.Span, contract), masked));
        }
#pragma warning disable CA1031 // A payload's own code runs here.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.PayloadNotWritten(logger, exception, contract.Type);
            return null;
        }
    }
}
