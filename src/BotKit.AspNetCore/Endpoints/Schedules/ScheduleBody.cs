using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Schedules;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>One schedule: its definition, and how it is doing.</summary>
internal sealed record ScheduleBody : ScheduleDefinitionBody
{
    private ScheduleBody(ScheduleDefinitionBody definition)
        : base(definition)
    {
    }

    public required string Words { get; init; }

    public required BotScheduleSource Source { get; init; }

    public required bool Overridden { get; init; }

    /// <summary>What code or file says, where an operator changed it.</summary>
    public ScheduleDefinitionBody? Declared { get; init; }

    public required bool Retired { get; init; }

    public required bool Paused { get; init; }

    public BotPause? Pause { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset? NextDue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required ScheduleRunBody? LastRun { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public required DateTimeOffset? LastSuccess { get; init; }

    public required bool Overdue { get; init; }

    public required bool Late { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public string? ChangedBy { get; init; }

    public static ScheduleBody Of(BotScheduleStatus status, RawJson? input, RawJson? declaredInput)
    {
        var schedule = status.Schedule;
        return new(ScheduleDefinitionBody.Of(schedule.Definition, input))
        {
            Words = status.Words,
            Source = schedule.Source,
            Overridden = schedule.Declared is not null,
            Declared = schedule.Declared is { } declared ? ScheduleDefinitionBody.Of(declared, declaredInput) : null,
            Retired = schedule.IsRetired,
            Paused = schedule.Pause is not null,
            Pause = schedule.Pause,
            NextDue = schedule.NextDue,
            LastRun = schedule.LastRun is { } run ? new(run, schedule.LastRunDue) : null,
            LastSuccess = status.LastSuccess,
            Overdue = status.IsOverdue,
            Late = status.IsLate,
            CreatedAt = schedule.CreatedAt,
            ChangedAt = schedule.ChangedAt,
            ChangedBy = schedule.ChangedBy,
        };
    }
}

/// <summary>The run of a schedule's last instant that ran.</summary>
internal sealed record ScheduleRunBody(Guid ExecutionId, DateTimeOffset? ScheduledFor);
