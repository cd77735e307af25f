using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of runs; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record RunListBody(
    IReadOnlyList<RunRowBody> Runs, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next);

/// <summary>One run in a list, without its payloads.</summary>
internal sealed record RunRowBody(
    Guid ExecutionId,
    string Bot,
    RunState State,
    BotStatus? Status,
    BotTrigger Trigger,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    double? Duration,
    int Attempts,
    int Deliveries,
    bool DryRun,
    string? Code,
    Guid? ParentId,
    Guid? ReplayOf,
    string? Schedule,
    DateTimeOffset? ScheduledFor)
{
    public static RunRowBody Of(StoredRun run)
        => new(
            run.ExecutionId,
            run.Bot,
            run.State,
            run.Status,
            run.Trigger,
            run.CreatedAt,
            run.DueAt,
            run.StartedAt,
            run.State == RunState.Ended ? Milliseconds.Of(run.Duration) : null,
            run.Attempts,
            run.Deliveries,
            run.IsDryRun,
            run.Error?.Code,
            run.Origin?.ParentId,
            run.ReplayOf,
            run.Origin?.Schedule,
            run.Origin?.ScheduledFor);
}
