using BotKit.AspNetCore.Envelope;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Pauses and resumes schedules, and makes up for their past instants. Each can be repeated without harm.</summary>
internal sealed class ScheduleOperateEndpoint(ScheduleReader reader, ScheduleChanges changes)
{
    public async ValueTask<Answer> PauseAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var (pause, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.PauseBody).ConfigureAwait(false);
        if (pause is null)
        {
            return problem!;
        }

        if (pause.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        var (id, bot) = (found.Schedule.Definition.Id, found.Schedule.Definition.Bot);
        var paused = await changes.DoAsync(
            call, "schedule_pause", id, bot, pause.ToNote(), token => reader.Schedules!.PauseAsync(id, pause.Reason, call.Caller.Name, pause.Duration, token)).ConfigureAwait(false);
        return paused is null ? ScheduleReader.Unknown() : reader.Answer(paused);
    }

    public async ValueTask<Answer> ResumeAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var (id, bot) = (found.Schedule.Definition.Id, found.Schedule.Definition.Bot);
        var resumed = await changes.DoAsync(
            call, "schedule_resume", id, bot, null, token => reader.Schedules!.ResumeAsync(id, call.Caller.Name, token)).ConfigureAwait(false);
        return resumed is null ? ScheduleReader.Unknown() : reader.Answer(resumed);
    }

    public async ValueTask<Answer> BackfillAsync(ApiCall call)
    {
        var (found, missing) = await reader.FindAsync(call).ConfigureAwait(false);
        if (found is null)
        {
            return missing!;
        }

        var (body, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.BackfillBody).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        if (body.FindProblems() is { Count: > 0 } problems)
        {
            return ApiBody.Invalid(problems);
        }

        var (id, bot) = (found.Schedule.Definition.Id, found.Schedule.Definition.Bot);
        var (from, to) = (Instant.Parse(body.From)!.Value, Instant.Parse(body.To)!.Value);
        var done = body.DryRun
            ? await reader.Schedules!.BackfillAsync(id, from, to, call.Caller.Name, dryRun: true, call.Aborted).ConfigureAwait(false)
            : await changes.DoAsync(
                call, "schedule_backfill", id, bot, $"{body.From} to {body.To}", token => reader.Schedules!.BackfillAsync(id, from, to, call.Caller.Name, dryRun: false, token)).ConfigureAwait(false);
        return done is null
            ? ScheduleReader.Unknown()
            : new JsonAnswer<BackfilledBody>(BackfilledBody.Of(id, done), ApiJson.Default.BackfilledBody, body.DryRun ? 200 : 202);
    }
}
