using BotKit.AspNetCore.Envelope;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A definition as it is written: its durations are in the form in which they are sent, <c>d.hh:mm:ss</c>.</summary>
internal record ScheduleDefinitionBody(
    string Id,
    string Bot,
    string Cron,
    string TimeZone,
    RawJson? Input,
    BotOverlapPolicy Overlap,
    BotMissedRunPolicy Missed,
    int CatchUpLimit,
    TimeSpan MissedAfter,
    TimeSpan Jitter,
    DateTimeOffset? StartAt,
    DateTimeOffset? EndAt,
    IReadOnlyList<string> Blackouts,
    int Priority,
    TimeSpan? SuccessWithin,
    string? Description)
{
    public static ScheduleDefinitionBody Of(BotScheduleDefinition definition, RawJson? input)
        => new(
            definition.Id,
            definition.Bot,
            definition.Cron,
            definition.TimeZone,
            input,
            definition.Overlap,
            definition.Missed,
            definition.CatchUpLimit,
            definition.MissedAfter,
            definition.Jitter,
            definition.StartAt?.ToUniversalTime(),
            definition.EndAt?.ToUniversalTime(),
            definition.Blackouts,
            definition.Priority,
            definition.SuccessWithin,
            definition.Description);
}
