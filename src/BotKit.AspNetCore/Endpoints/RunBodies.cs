using System.Text.Json.Serialization;
using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>A page of runs; <paramref name="Next"/> is the value of <c>before</c> that gives the next one.</summary>
internal sealed record RunListBody(
    IReadOnlyList<RunRowBody> Runs, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Guid? Next);

/// <summary>One run in a list, without its payloads.</summary>
internal sealed record RunRowBody(
    Guid ExecutionId, string Bot, BotStatus Status, BotTrigger Trigger, DateTimeOffset StartedAt, double Duration, int Attempts, bool DryRun, string? Code)
{
    public static RunRowBody Of(StoredRun run)
        => new(
            run.ExecutionId,
            run.Bot,
            run.Status ?? default,
            run.Trigger,
            run.StartedAt ?? run.CreatedAt,
            Milliseconds.Of(run.Duration),
            run.Attempts,
            run.IsDryRun,
            run.Error?.Code);
}

/// <summary>One run with all that the ledger holds of it.</summary>
internal sealed record RunDetailBody(
    Guid ExecutionId,
    string Bot,
    BotStatus Status,
    BotTrigger Trigger,
    DateTimeOffset StartedAt,
    double Duration,
    int Attempts,
    bool DryRun,
    RawJson? Input,
    RawJson? Data,
    ErrorBody? Error,
    Guid? ParentId,
    Guid? RootId,
    string? IdempotencyKey,
    string? Caller,
    string? TraceId,
    IReadOnlyList<LogBody> Logs)
{
    public static RunDetailBody Of(StoredRun run, RawJson? input, RawJson? data, IReadOnlyList<LogBody> logs)
        => new(
            run.ExecutionId,
            run.Bot,
            run.Status ?? default,
            run.Trigger,
            run.StartedAt ?? run.CreatedAt,
            Milliseconds.Of(run.Duration),
            run.Attempts,
            run.IsDryRun,
            input,
            data,
            ErrorBody.Of(run.Error),
            run.Origin?.ParentId,
            run.Origin?.RootId,
            ScopedKey.Shown(run.Origin?.IdempotencyKey, run.Trigger),
            run.Origin?.Caller,
            run.TraceId,
            logs);
}
