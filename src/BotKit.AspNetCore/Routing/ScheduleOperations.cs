using BotKit.AspNetCore.Envelope;
using BotKit.Schedules;
using static BotKit.AspNetCore.Endpoints.ApiParameter;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>What the API does with schedules.</summary>
internal static class ScheduleOperations
{
    private const int MaxCount = 1_000;
    private static readonly int[] Body = [408, 413, 415, 422];

    public static readonly ApiOperation List = new("listSchedules", "Lists the schedules by id")
    {
        Query =
        [
            new("bot", "Only schedules of this bot."),
            Flag("includeRetired", "Lists those, too, that were deleted or are no longer declared."),
            new("after", "The value of next of the page before."),
            Number("count", "Rows at most.", 1, MaxCount, 50),
        ],
        Answer = ApiJson.Default.ScheduleListBody,
        Problems = [501, 503],
    };

    public static readonly ApiOperation Create = new("createSchedule", "Makes a schedule")
    {
        Body = RequestJson.Default.ScheduleChangeBody,
        Answer = ApiJson.Default.ScheduleBody,
        Success = [201],
        SuccessHeaders = [(201, new("Location", "Where the schedule is found."))],
        Problems = [.. Body, 409, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Preview = new("previewSchedule", "Says what a cron expression means, and when it would be due")
    {
        Body = RequestJson.Default.PreviewBody,
        Answer = ApiJson.Default.PreviewedBody,
        Problems = [.. Body, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Find = new("findSchedule", "Shows one schedule")
    {
        Answer = ApiJson.Default.ScheduleBody,
        Problems = [404, 501, 503],
    };

    public static readonly ApiOperation Change = new("changeSchedule", "Changes a schedule; of a declared one this is an override")
    {
        Body = RequestJson.Default.ScheduleChangeBody,
        Answer = ApiJson.Default.ScheduleBody,
        Problems = [.. Body, 404, 409, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Delete = new("deleteSchedule", "Deletes a schedule; of a declared one it ends the override")
    {
        Answer = ApiJson.Default.ScheduleBody,
        Problems = [404, 409, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Pause = new("pauseSchedule", "Pauses a schedule")
    {
        Body = RequestJson.Default.PauseBody,
        Answer = ApiJson.Default.ScheduleBody,
        Problems = [.. Body, 404, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Resume = new("resumeSchedule", "Ends a schedule's pause")
    {
        Answer = ApiJson.Default.ScheduleBody,
        Problems = [404, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Run = new("runSchedule", "Queues a run of a schedule now, with its input or that of the body")
    {
        Headers = [ApiOperations.Key],
        TakesAnyInput = true,
        Answer = ApiJson.Default.AcceptedBody,
        Success = [202],
        SuccessHeaders = [ApiOperations.Location],
        Problems = [.. Body, 404, 409, 410, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Backfill = new("backfillSchedule", "Runs the past instants of a schedule that have no run")
    {
        Body = RequestJson.Default.BackfillBody,
        Answer = ApiJson.Default.BackfilledBody,
        Success = [200, 202],
        Problems = [.. Body, 404, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Next = new("nextOfSchedule", "Lists the next due instants of a schedule")
    {
        Query = [Number("count", "Instants at most.", 1, MaxCount, 10)],
        Answer = ApiJson.Default.ScheduleTimesBody,
        Problems = [404, 501, 503],
    };

    public static readonly ApiOperation Occurrences = new("listOccurrences", "Lists what became of the due instants of a schedule, the latest first")
    {
        Query =
        [
            Choice<BotOccurrenceState>("state", "Only those of which this became."),
            Instant("from", "Only instants at or after this."),
            Instant("to", "Only instants before this."),
            Instant("before", "The value of next of the page before."),
            Number("count", "Rows at most.", 1, MaxCount, 50),
        ],
        Answer = ApiJson.Default.OccurrenceListBody,
        Problems = [404, 501, 503],
    };
}
