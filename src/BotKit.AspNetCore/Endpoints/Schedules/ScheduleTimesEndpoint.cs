using BotKit.AspNetCore.Envelope;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>When schedules are due, and what became of the instants when they were.</summary>
internal sealed class ScheduleTimesEndpoint(ScheduleReader reader)
{
    private const int MaxCount = 1_000;
    private const int DefaultTimes = 10;
    private const int DefaultOccurrences = 50;

    public async ValueTask<Answer> NextAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var count = query.Number("count", DefaultTimes, MaxCount);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (reader.Schedules is not { } schedules)
        {
            return ScheduleReader.NoScheduler();
        }

        return ScheduleReader.IdOf(call) is { } id && await schedules.PreviewAsync(id, count, call.Aborted).ConfigureAwait(false) is { } due
            ? new JsonAnswer<ScheduleTimesBody>(new(id, due), ApiJson.Default.ScheduleTimesBody)
            : ScheduleReader.Unknown();
    }

    public async ValueTask<Answer> OccurrencesAsync(ApiCall call)
    {
        var query = new ApiQuery(call.Http.Request);
        var which = new BotOccurrenceQuery(ScheduleReader.IdOf(call) ?? "")
        {
            State = query.Choice<BotOccurrenceState>("state"),
            From = query.Instant("from"),
            To = query.Instant("to"),
            Before = query.Instant("before"),
            Count = query.Number("count", DefaultOccurrences, MaxCount),
        };
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (reader.Schedules is not { } schedules)
        {
            return ScheduleReader.NoScheduler();
        }

        return which.Schedule.Length > 0 && await schedules.ListOccurrencesAsync(which, call.Aborted).ConfigureAwait(false) is { } page
            ? new JsonAnswer<OccurrenceListBody>(OccurrenceListBody.Of(page, page.Count == which.Count), ApiJson.Default.OccurrenceListBody)
            : ScheduleReader.Unknown();
    }

    public async ValueTask<Answer> PreviewAsync(ApiCall call)
    {
        if (reader.Schedules is not { } schedules)
        {
            return ScheduleReader.NoScheduler();
        }

        var (body, problem) = await ApiBody.ReadAsync(call, RequestJson.Default.PreviewBody).ConfigureAwait(false);
        if (body is null)
        {
            return problem!;
        }

        var problems = new List<BotFieldError>();
        FieldChecks.Length(problems, "$.cron", body.Cron, ScheduleChangeBody.MaxCronLength);
        FieldChecks.Length(problems, "$.timeZone", body.TimeZone, ScheduleChangeBody.MaxNameLength);
        FieldChecks.Range(problems, "$.count", body.Count, 1, MaxCount);
        if (problems.Count > 0)
        {
            return ApiBody.Invalid(problems);
        }

        var preview = await schedules.PreviewAsync(body.Cron, body.TimeZone, body.Count, call.Aborted).ConfigureAwait(false);
        return new JsonAnswer<PreviewedBody>(new(preview.Words, preview.Due), ApiJson.Default.PreviewedBody);
    }
}
