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
    public static RunRowBody Of(RunRecord run)
        => new(
            run.Result.ExecutionId,
            run.Result.Bot,
            run.Result.Status,
            run.Trigger,
            run.StartedAt,
            Milliseconds.Of(run.Result.Duration),
            run.Result.Attempts,
            run.IsDryRun,
            run.Result.Error?.Code);
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
    public static RunDetailBody Of(RunRecord run, RawJson? input, RawJson? data, IReadOnlyList<LogBody> logs)
        => new(
            run.Result.ExecutionId,
            run.Result.Bot,
            run.Result.Status,
            run.Trigger,
            run.StartedAt,
            Milliseconds.Of(run.Result.Duration),
            run.Result.Attempts,
            run.IsDryRun,
            input,
            data,
            ErrorBody.Of(run.Result.Error),
            run.Origin?.ParentId,
            run.Origin?.RootId,
            ScopedKey.Shown(run.Origin?.IdempotencyKey, run.Trigger),
            run.Origin?.Caller,
            run.TraceId,
            logs);
}
