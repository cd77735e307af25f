using BotKit.AspNetCore.Envelope;
using BotKit.Ledger;

namespace BotKit.AspNetCore.Events;

/// <summary>A run that was accepted, was handed out or ended.</summary>
internal sealed record RunEventBody(
    Guid ExecutionId, string Bot, RunState State, BotStatus? Status, BotTrigger Trigger, DateTimeOffset At, double? Duration, int Deliveries, string? Code, string? Schedule)
{
    public static RunEventBody Of(StoredRun run)
        => new(
            run.ExecutionId,
            run.Bot,
            run.State,
            run.Status,
            run.Trigger,
            run.EndedAt ?? run.StartedAt ?? run.CreatedAt,
            run.State == RunState.Ended ? Milliseconds.Of(run.Duration) : null,
            run.Deliveries,
            run.Error?.Code,
            run.Origin?.Schedule);
}

/// <summary>Why what is shown must be read again.</summary>
internal sealed record GapBody(string Reason);
