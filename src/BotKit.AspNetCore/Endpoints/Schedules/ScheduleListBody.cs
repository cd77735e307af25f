using System.Text.Json.Serialization;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of schedules; <paramref name="Next"/> is the value of <c>after</c> that gives the next one.</summary>
internal sealed record ScheduleListBody(
    IReadOnlyList<ScheduleBody> Schedules, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Next);

/// <summary>A schedule in the bot that it runs.</summary>
internal sealed record ScheduleRowBody(
    string Id,
    string Cron,
    string Words,
    string TimeZone,
    bool Paused,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? NextDue,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastSuccess,
    bool Overdue,
    bool Late)
{
    public static ScheduleRowBody Of(BotScheduleStatus status)
    {
        var schedule = status.Schedule;
        return new(
            schedule.Definition.Id,
            schedule.Definition.Cron,
            status.Words,
            schedule.Definition.TimeZone,
            schedule.Pause is not null,
            schedule.NextDue,
            status.LastSuccess,
            status.IsOverdue,
            status.IsLate);
    }
}
