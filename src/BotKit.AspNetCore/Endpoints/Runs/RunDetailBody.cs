using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Security;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>One run with all that the ledger holds of it.</summary>
internal sealed record RunDetailBody(
    Guid ExecutionId,
    string Bot,
    RunState State,
    BotStatus? Status,
    BotTrigger Trigger,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DueAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    double? Duration,
    int Attempts,
    int Deliveries,
    int Lost,
    int Redeliveries,
    int Priority,
    int PayloadVersion,
    bool DryRun,
    bool CancelRequested,
    bool Erased,
    string? Node,
    BotProgress? Progress,
    RawJson? Input,
    RawJson? Data,
    ErrorBody? Error,
    Guid? ParentId,
    Guid? RootId,
    Guid? ReplayOf,
    string? IdempotencyKey,
    string? Caller,
    string? TraceId,
    string? Schedule,
    DateTimeOffset? ScheduledFor)
{
    public IReadOnlyList<RunHandOut> HandOuts { get; init; } = [];

    public IReadOnlyList<RunRowBody> Children { get; init; } = [];

    public IReadOnlyList<LogBody> Logs { get; init; } = [];

    /// <summary>How many more lines were logged and did not fit; left out when none.</summary>
    public int? LogsDropped { get; init; }

    public static RunDetailBody Of(StoredRun run, RawJson? input, RawJson? data)
        => new(
            run.ExecutionId,
            run.Bot,
            run.State,
            run.Status,
            run.Trigger,
            run.CreatedAt,
            run.DueAt,
            run.StartedAt,
            run.EndedAt,
            run.State == RunState.Ended ? Milliseconds.Of(run.Duration) : null,
            run.Attempts,
            run.Deliveries,
            run.Lost,
            run.Redeliveries,
            run.Priority,
            run.PayloadVersion,
            run.IsDryRun,
            run.IsCancelRequested,
            run.IsErased,
            run.Node,
            run.Progress,
            input,
            data,
            ErrorBody.Of(run.Error),
            run.Origin?.ParentId,
            run.Origin?.RootId,
            run.ReplayOf,
            ScopedKey.Shown(run.Origin?.IdempotencyKey),
            run.Origin?.Caller,
            run.TraceId,
            run.Origin?.Schedule,
            run.Origin?.ScheduledFor);
}
