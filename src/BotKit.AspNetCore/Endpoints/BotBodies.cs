using System.Text.Json;
using System.Text.Json.Serialization;

namespace BotKit.AspNetCore.Endpoints;

internal sealed record BotListBody(IReadOnlyList<BotBody> Bots);

/// <summary>One bot in the list.</summary>
internal sealed record BotBody(
    string Name,
    string Description,
    BotStateBody State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LastRunBody? LastRun,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastSuccess,
    int FailingStreak);

/// <summary>One bot with what a caller needs to run it.</summary>
internal sealed record BotDetailBody(
    string Name,
    string Description,
    BotStateBody State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] LastRunBody? LastRun,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? LastSuccess,
    int FailingStreak,
    BotLimitsBody Limits,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] JsonElement? InputSchema,
    IReadOnlyList<ScheduleRowBody>? Schedules);

internal sealed record BotStateAnswerBody(string Bot, BotStateBody State);

/// <summary>A bot's condition as this node sees it.</summary>
internal sealed record BotStateBody(
    bool Enabled,
    bool Paused,
    BotPause? Pause,
    CircuitPosition Circuit,
    DateTimeOffset? CircuitOpenUntil,
    int Running,
    int Abandoned)
{
    public static BotStateBody Of(BotState state)
        => new(
            state.Enabled,
            state.Pause is not null,
            state.Pause,
            state.Circuit,
            state.CircuitOpenUntil,
            state.Running,
            state.Abandoned);
}

internal sealed record LastRunBody(Guid ExecutionId, BotStatus Status, DateTimeOffset StartedAt, double Duration);
