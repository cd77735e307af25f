using BotKit.AspNetCore.Envelope;
using BotKit.Json;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The schedules: listed, shown, made, changed and deleted.</summary>
internal sealed class SchedulesEndpoint(ScheduleReader reader, ScheduleChanges changes)
{
    private const int DefaultCount = 50;
    private const int MaxCount = 1_000;

    public async ValueTask<Answer> ListAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var which = new BotScheduleQuery
        {
            Bot = query.Text("bot"),
            IncludeRetired = query.Flag("includeRetired"),
            After = query.Text("after"),
            Count = query.Number("count", DefaultCount, MaxCount),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (reader.Schedules is not { } schedules)
        {
            return ScheduleReader.NoScheduler();
        }

        var page = await schedules.ListAsync(which, call.Aborted).ConfigureAwait(false);
        var next = page.Count == which.Count ? page[^1].Schedule.Definition.Id : null;
        return new JsonAnswer<ScheduleListBody>(
            new([.. page.Select(static status => ScheduleBody.Of(status, null, null))], next), ApiJson.Default.ScheduleListBody);
    }

    public async ValueTask<Answer> FindAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        return missing is null ? reader.Answer(found!) : missing;
    }

    public async ValueTask<Answer> CreateAsync(ApiCall call)
    {
        if (reader.Schedules is not { } schedules)
        {
            return ScheduleReader.NoScheduler();
        }

        var (body, problem) = await ReadAsync(call, null).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        var definition = body.ToDefinition(body.Id!, null);
        var made = await changes.DoAsync<BotScheduleStatus>(
            call, "schedule_create", definition.Id, definition.Bot, Words(definition), async token => await schedules.CreateAsync(definition, call.Caller.Name, token).ConfigureAwait(false)).ConfigureAwait(false);
        return new JsonAnswer<ScheduleBody>(reader.Show(made!), ApiJson.Default.ScheduleBody, 201)
        {
            Headers = [("Location", $"{call.Prefix}/schedules/{definition.Id}")],
        };
    }

    public async ValueTask<Answer> ChangeAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var present = found.Schedule.Definition;
        var (body, problem) = await ReadAsync(call, present.Id).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        // The input is shown masked: who changes something else cannot send it back.
        ReadOnlyMemory<byte>? kept = body.Input is null ? reader.OpenInput(present) : null;
        if (kept is null && body.Input is null)
        {
            return ApiBody.Invalid([new("$.input", "The present input cannot be decrypted any more: send one.", FieldCodes.Required)]);
        }

        var definition = body.ToDefinition(present.Id, kept);
        var changed = await changes.DoAsync(
            call, "schedule_change", definition.Id, definition.Bot, Words(definition), token => reader.Schedules!.ChangeAsync(definition, call.Caller.Name, token)).ConfigureAwait(false);
        return changed is null ? ScheduleReader.Unknown() : reader.Answer(changed);
    }

    public async ValueTask<Answer> DeleteAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var (id, bot) = (found.Schedule.Definition.Id, found.Schedule.Definition.Bot);
        var deleted = await changes.DoAsync<object>(
            call, "schedule_delete", id, bot, null, async token => await reader.Schedules!.DeleteAsync(id, call.Caller.Name, token).ConfigureAwait(false) ? id : null).ConfigureAwait(false);
        return deleted is null ? ScheduleReader.Unknown() : await FindAsync(call).ConfigureAwait(false);
    }

    private static async ValueTask<(ScheduleChangeBody? Body, Problem? Problem)> ReadAsync(ApiCall call, string? id)
    {
        var (body, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.ScheduleChangeBody).ConfigureAwait(false);
        return body?.FindProblems(id) is { Count: > 0 } problems ? (null, ApiBody.Invalid(problems)) : (body, problem);
    }

    private static string Words(BotScheduleDefinition definition) => $"{definition.Cron} ({definition.TimeZone})";
}
