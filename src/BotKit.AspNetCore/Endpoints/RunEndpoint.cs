using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using BotKit.Json;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Runs a bot and waits for it, or queues the run.</summary>
internal sealed class RunEndpoint(IBotManager manager, BotJson json, ILogger<RunEndpoint> logger, IBotQueueWorker? worker = null)
{
    public async ValueTask<Answer> RunAsync(ApiCall call)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        var request = call.Http.Request;
        if (!RunHeaders.TryRead(request, call.Caller, out var options, out var problem))
        {
            return problem;
        }

        var wantsQueue = RunHeaders.WantsQueue(request);
        if (wantsQueue && worker is null)
        {
            return Problem.Of(501, BotErrorCodes.NoQueueWorker, "This host has no queue worker: add one with AddScheduling of BotKit.Scheduling.");
        }

        if (RequestBody.RefuseType(request) is { } wrongType)
        {
            return wrongType;
        }

        // Found before the run: afterwards it would be too late to refuse it.
        var contract = json.FindMasked(bot.ResultType)
            ?? throw new InvalidOperationException($"No JSON contract is known for {bot.ResultType}, the result of bot '{bot.Name}'; add one with UseJson.");
        var limit = call.Options.MaxBodyBytes;
        if (await RequestBody.ReadAsync(call.Http, limit).ConfigureAwait(false) is not { } body)
        {
            return RequestBody.TooLarge(limit);
        }

        var run = BotRequest.FromJson(bot.Name, body, BotTrigger.Http, options);
        return wantsQueue
            ? await EnqueueAsync(run, call).ConfigureAwait(false)
            : ToAnswer(await manager.RunAsync(run, call.Aborted).ConfigureAwait(false), contract);
    }

    private async ValueTask<Answer> EnqueueAsync(BotRequest run, ApiCall call)
    {
        var id = await manager.EnqueueAsync(run, null, call.Aborted).ConfigureAwait(false);
        var path = call.Http.Request.PathBase.Add(call.Http.Request.Path).Value!.TrimEnd('/');
        var location = $"{path[..path.LastIndexOf('/')]}/runs/{id}";
        return new JsonAnswer<AcceptedBody>(new(id, run.Bot), ApiJson.Default.AcceptedBody, 202)
        {
            Headers = [("Location", location), ("Preference-Applied", "respond-async")],
        };
    }

    private Answer ToAnswer(BotResult result, JsonTypeInfo contract)
    {
        try
        {
            return RunAnswers.Of(result, contract);
        }
#pragma warning disable CA1031 // A result's own code runs here; whatever it throws, the caller must get the run's id.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Log.ResultNotWritten(logger, exception, result.ExecutionId, result.Bot);
            return Problem.ResultNotWritable(result);
        }
    }
}
