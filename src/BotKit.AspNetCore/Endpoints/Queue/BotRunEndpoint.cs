using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using BotKit.AspNetCore.Envelope;
using BotKit.Execution;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Runs a bot and waits for it, or queues the run.</summary>
internal sealed class BotRunEndpoint(
    BotCatalogue catalogue, IBotManager manager, AcceptedRuns accepted, BotJson json, TimeProvider clock, ILogger<BotRunEndpoint> logger, IBotQueueWorker? worker = null)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    public async ValueTask<Answer> RunAsync(ApiCall call)
    {
        if (catalogue.Find(call.Bot) is not { } runner)
        {
            return Problem.UnknownBot();
        }

        var bot = runner.Descriptor;
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
            : await RunAsync(call, run, asked, runner.Runtime.Options.TotalTimeout, contract).ConfigureAwait(false);
    }

    public static Problem NoWorker()
        => Problem.Of(501, BotErrorCodes.NoQueueWorker, "This host has no queue worker: add one with AddScheduling of BotKit.Scheduling.");

    // A run with a key may be another node's, which nobody here can hold to its timeout. It goes on when its caller is answered.
    private async ValueTask<Answer> RunAsync(ApiCall call, BotRequest run, RunRequest asked, TimeSpan? timeout, JsonTypeInfo contract)
    {
        var limit = asked.Wait ?? timeout + BotDefaults.TimeoutGrace + BotDefaults.TimeoutGrace;
        if (limit is not { } wait || run.Options is not { IdempotencyKey: not null, DryRun: false })
        {
            return ToAnswer(await manager.RunAsync(run, call.Aborted).ConfigureAwait(false), contract);
        }

        using var waited = new CancellationTokenSource(Timeout.InfiniteTimeSpan, clock);
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(call.Aborted, waited.Token);

        // It begins before the wait does: who is told that it is accepted finds it.
        var running = manager.RunAsync(run, leaves.Token);
        waited.CancelAfter(wait < LongestWait ? wait : LongestWait);
        var result = await running.ConfigureAwait(false);
        if (!waited.IsCancellationRequested || call.Aborted.IsCancellationRequested || result.Error?.Code != BotErrorCodes.CanceledByCaller)
        {
            return ToAnswer(result, contract);
        }

        var applied = asked.Wait is null ? null : string.Create(CultureInfo.InvariantCulture, $"wait={(int)wait.TotalSeconds}");
        return await accepted.AnswerAsync(call, result.ExecutionId, run.Bot, RunState.Running, mayBeEarlier: true, applied).ConfigureAwait(false);
    }

    private async ValueTask<Answer> EnqueueAsync(ApiCall call, BotRequest run, BotEnqueueOptions when)
    {
        var id = await manager.EnqueueAsync(run, when, call.Aborted).ConfigureAwait(false);
        var waits = when.Delay > TimeSpan.Zero || when.DueAt > clock.GetUtcNow();
        return await accepted.AnswerAsync(
            call, id, run.Bot, waits ? RunState.Scheduled : RunState.Queued, run.Options?.IdempotencyKey is not null, "respond-async").ConfigureAwait(false);
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
