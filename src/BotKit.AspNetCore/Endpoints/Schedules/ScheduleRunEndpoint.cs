using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Queues a run of a schedule now: with its input, or with that of the body.</summary>
internal sealed class ScheduleRunEndpoint(ScheduleReader reader, AcceptedRuns accepted, AuditTrail audit, ILogger<ScheduleRunEndpoint> logger)
{
    private const string Action = "schedule_run";

    public async ValueTask<Answer> RunAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var key = RunRequest.Key(call.Http.Request, call.Caller, query);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var (input, unreadable) = await ApiBody.ReadOptionalAsync(call).ConfigureAwait(false);
        if (unreadable is not null)
        {
            return unreadable;
        }

        var definition = found.Schedule.Definition;
        Log.ScheduleOperated(logger, Action, definition.Id, call.Caller.Name);
        if (await RunAsync(call, definition.Id, definition.Bot, input, key).ConfigureAwait(false) is not { } id)
        {
            return ScheduleReader.Unknown();
        }

        var note = ScheduleChanges.Note(definition.Id, input is null ? null : "with another input");
        await audit.AppendAsync(call, Action, definition.Bot, id, note).ConfigureAwait(false);
        return await accepted.AnswerAsync(call, id, definition.Bot, RunState.Queued, key is not null, null).ConfigureAwait(false);
    }

    private async ValueTask<Guid?> RunAsync(ApiCall call, string schedule, string bot, ReadOnlyMemory<byte>? input, string? key)
    {
        try
        {
            return await reader.Schedules!.RunNowAsync(schedule, call.Caller.Name, input, key, call.Aborted).ConfigureAwait(false);
        }
        catch (BotRejectedException exception) when (exception.IsOutcomeUnknown)
        {
            await audit.AppendAsync(
                call, Action, bot, exception.ExecutionId, ScheduleChanges.Note(schedule, "The store did not say whether it was done.")).ConfigureAwait(false);
            throw;
        }
    }
}
