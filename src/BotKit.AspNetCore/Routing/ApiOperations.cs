using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;
using static BotKit.AspNetCore.Endpoints.ApiParameter;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>Everything that the API does.</summary>
internal static class ApiOperations
{
    private const int MaxCount = 1_000;
    private static readonly int[] Body = [408, 413, 415, 422];

    public static readonly ApiParameter Key = new(
        "Idempotency-Key",
        "Makes it happen once: 1 to 200 printable ASCII characters.",
        $$"""{"type":"string","pattern":"^[ -~]+$","maxLength":{{BotDefaults.MaxIdempotencyKeyLength}}}""");

    public static readonly (int, ApiParameter) Location = (202, new("Location", "Where the run is found."));

    public static readonly ApiOperation ListBots = new("listBots", "Lists the bots") { Answer = ApiJson.Default.BotListBody, Problems = [503] };

    public static readonly ApiOperation FindBot = new("findBot", "Shows one bot with the schema of its input and its limits")
    {
        Answer = ApiJson.Default.BotDetailBody,
        Problems = [404, 503],
    };

    public static readonly ApiOperation Run = new("run", "Runs a bot and waits for it, or queues the run")
    {
        Query =
        [
            Flag("dryRun", "Asks the bot to change nothing."),
            Number("delay", "After how many seconds a queued run is due.", 0, RunRequest.MaxDelaySeconds, 0),
            Instant("dueAt", "When a queued run is due, instead of delay."),
            Number("priority", "How urgent a queued run is; 9 is the most urgent.", 0, 9, BotDefaults.Priority),
        ],
        Headers =
        [
            Key,
            new("Prefer", "respond-async queues the run: 202. wait=5, beside an idempotency key, waits so many seconds at most: then 202, and the run goes on."),
        ],
        Success = [200, 202],
        SuccessHeaders =
        [
            (200, new("Idempotency-Replayed", "true for the stored envelope of an idempotency key.", """{"const":"true"}""")),
            Location,
            (202, new("Preference-Applied", "The preference that led to it.")),
        ],
        Problems = [.. Body, 404, 409, 410, 499, 501, 503, 504],
        StartsRun = true,
        Changes = true,
    };

    public static readonly ApiOperation Pause = new("pause", "Pauses a bot")
    {
        Body = RequestJson.Default.PauseBody,
        Answer = ApiJson.Default.BotStateAnswerBody,
        Problems = [.. Body, 404, 503],
        Changes = true,
    };

    public static readonly ApiOperation Resume = Operate("resume", "Ends a bot's pause");

    public static readonly ApiOperation Isolate = Operate("isolate", "Holds a bot's circuit open");

    public static readonly ApiOperation Reset = Operate("reset", "Closes a bot's circuit and forgets its failures");

    public static readonly ApiOperation ListRuns = new("listRuns", "Lists runs in whatever state, newest first")
    {
        Query =
        [
            new("bot", "Only runs of this bot."),
            Choice<RunState>("state", "Only runs in this state."),
            Choice<BotStatus>("status", "Only runs that ended so."),
            Choice<BotTrigger>("trigger", "Only runs that came to be so."),
            Instant("from", "Only runs that were accepted or began at or after this."),
            Instant("to", "Only runs that were accepted or began before this."),
            new("text", "Only runs whose error, key or caller holds this; it needs a span of at most 24 hours.", """{"type":"string","minLength":1,"maxLength":200}"""),
            Id("root", "Only this run and what it started."),
            new("schedule", "Only runs of this schedule."),
            Id("before", "The value of next of the page before."),
            Number("count", "Rows at most.", 1, MaxCount, 50),
        ],
        Answer = ApiJson.Default.RunListBody,
        Problems = [503],
    };

    public static readonly ApiOperation FindRun = new("findRun", "Shows one run with hand-outs, logs and lineage")
    {
        Query = [Flag("reveal", "Shows sensitive members in the clear, to those who may.")],
        Answer = ApiJson.Default.RunDetailBody,
        Problems = [404, 410, 503],
    };

    public static readonly ApiOperation Replay = new("replay", "Queues a run again, with the same input or that of the body")
    {
        Headers = [Key],
        TakesAnyInput = true,
        Answer = ApiJson.Default.AcceptedBody,
        Success = [202],
        SuccessHeaders = [Location],
        Problems = [.. Body, 404, 409, 410, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation ReplayMany = new("replayMany", "Queues all runs again that ended in one way")
    {
        Headers = [Key],
        Body = RequestJson.Default.ReplayManyBody,
        Answer = ApiJson.Default.ReplayedBody,
        Success = [202],
        Problems = [.. Body, 404, 501, 503],
        Changes = true,
    };

    public static readonly ApiOperation Cancel = new("cancel", "Cancels a run that waits or is running")
    {
        Answer = ApiJson.Default.RunChangeBody,
        Success = [200, 202],
        SuccessHeaders = [Location],
        Problems = [404, 409, 410, 503],
        Changes = true,
    };

    public static readonly ApiOperation Erase = new("erase", "Blanks input, result and logs of a run that has ended")
    {
        Answer = ApiJson.Default.RunChangeBody,
        Problems = [404, 409, 410, 503],
        Changes = true,
    };

    public static readonly ApiOperation ListLogs = new("listLogs", "Lists what runs have logged, newest first")
    {
        Query =
        [
            new("bot", "Only lines of runs of this bot."),
            Choice<Microsoft.Extensions.Logging.LogLevel>("level", "Only lines of this level and above."),
            Id("executionId", "Only lines of this run."),
            Instant("since", "Only lines logged at or after this."),
            new("text", "Only lines whose message holds this; without executionId it needs since, at most 24 hours ago.", """{"type":"string","minLength":1,"maxLength":200}"""),
            Number("before", "The value of next of the page before.", 0, long.MaxValue),
            Number("count", "Lines at most.", 1, MaxCount, 100),
        ],
        Answer = ApiJson.Default.LogListBody,
        Problems = [503],
    };

    public static readonly ApiOperation ReadMetrics = new("readMetrics", "Counts, success rates, percentiles and queue depths")
    {
        Query =
        [
            new("bot", "Only this bot."),
            Number("minutes", "How far back, in minutes with the present one.", 1, MetricsSpan.MaxMinutes, MetricsSpan.DefaultMinutes),
            Choice("resolution", "How long an entry of the series is; by default the finest that gives at most 1,440.", MetricsSpan.Names),
        ],
        Answer = ApiJson.Default.MetricsBody,
        Problems = [404, 503],
    };

    public static readonly ApiOperation ReadHealth = new("readHealth", "Reports health; 503 when degraded or critical")
    {
        Answer = ApiJson.Default.HealthBody,
        Success = [200, 503],
    };

    public static readonly ApiOperation ListAlerts = new("listAlerts", "Lists alerts, newest first")
    {
        Query =
        [
            new("bot", "Only alerts of this bot."),
            Choice<BotSeverity>("severity", "Only alerts of this severity."),
            new("acknowledged", "Only alerts that were, or were not, acknowledged.", """{"type":"boolean"}"""),
            Id("before", "The value of next of the page before."),
            Number("count", "Alerts at most.", 1, MaxCount, 50),
        ],
        Answer = ApiJson.Default.AlertListBody,
        Problems = [503],
    };

    public static readonly ApiOperation Acknowledge = new("acknowledgeAlert", "Acknowledges an alert, so that it is neither sent again nor escalated")
    {
        Body = RequestJson.Default.AcknowledgeBody,
        IsBodyOptional = true,
        Answer = ApiJson.Default.AlertBody,
        Problems = [.. Body, 404, 503],
        Changes = true,
    };

    public static readonly ApiOperation ListAudit = new("listAudit", "Lists who did what, newest first")
    {
        Query =
        [
            new("bot", "Only what concerns this bot."),
            Id("before", "The value of next of the page before."),
            Number("count", "Entries at most.", 1, MaxCount, 50),
        ],
        Answer = ApiJson.Default.AuditListBody,
        Problems = [503],
    };

    public static readonly ApiOperation Listen = new("listen", "Server-sent events of runs, bots and alerts")
    {
        Query = [new("bot", "Only what concerns this bot.")],
        Headers = [new("Last-Event-ID", "Goes on after this event.", """{"type":"string","minLength":1,"maxLength":64}""")],
        Problems = [404, 503],
    };

    public static readonly ApiOperation Describe = new("describe", "This document");

    private static ApiOperation Operate(string id, string summary)
        => new(id, summary) { Answer = ApiJson.Default.BotStateAnswerBody, Problems = [404, 503], Changes = true };
}
