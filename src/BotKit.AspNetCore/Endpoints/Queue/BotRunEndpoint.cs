using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Runs a bot and waits for it, or queues the run.</summary>
internal sealed class BotRunEndpoint(
    IBotManager manager, AcceptedRuns accepted, BotJson json, TimeProvider clock, ILogger<BotRunEndpoint> logger, IBotQueueWorker? worker = null)
{
    public async ValueTask<Answer> RunAsync(ApiCall call)
    {
        if (manager.Find(call.Bot) is not { } bot)
        {
            return Problem.UnknownBot();
        }

        var (asked, problem) = RunRequest.Read(call.Http.Request, call.Caller, clock);
        if (asked is null)
        {
            return problem!;
        }

        if (asked.When is not null && worker is null)
        {
            return NoWorker();
        }

        // Found before the run: afterwards it would be too late to refuse it.
        var contract = json.FindMasked(bot.ResultType)
            ?? throw new InvalidOperationException($"No JSON contract is known for {bot.ResultType}, the result of bot '{bot.Name}'; add one with UseJson.");
        var (body, unreadable) = await ApiBody.ReadAsync(call).ConfigureAwait(false);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var run = BotRequest.FromJson(bot.Name, body, BotTrigger.Http, asked.Options);
        return asked.When is { } when
            ? await EnqueueAsync(call, run, when).ConfigureAwait(false)
            : ToAnswer(await manager.RunAsync(run, call.Aborted).ConfigureAwait(false), contract);
    }

    public static Problem NoWorker()
        => Problem.Of(501, BotErrorCodes.NoQueueWorker, "This host has no queue worker: add one with AddScheduling of BotKit.Scheduling.");

    private async ValueTask<Answer> EnqueueAsync(ApiCall call, BotRequest run, BotEnqueueOptions when)
    {
        var id = await manager.EnqueueAsync(run, when, call.Aborted).ConfigureAwait(false);
        var waits = when.Delay > TimeSpan.Zero || when.DueAt > clock.GetUtcNow();
        return await accepted.AnswerAsync(
            call, id, run.Bot, waits ? RunState.Scheduled : RunState.Queued, run.Options?.IdempotencyKey is not null).ConfigureAwait(false);
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
