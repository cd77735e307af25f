using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Scheduling.Work;

/// <summary>What is written of a hand-out where the delivery itself cannot say.</summary>
internal static class Verdicts
{
    // Of failures of BotKit itself; a bot's own have their options.
    private const int MaxRepeats = 3;

    private static readonly TimeSpan RepeatDelay = TimeSpan.FromSeconds(15);

    /// <summary>As if it had never been handed out.</summary>
    public static Delivered Returned(ClaimedRun run) => new()
    {
        Release = new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.Returned },
    };

    /// <summary>BotKit itself failed: later once more, and in the end it is over.</summary>
    public static Delivered NotDelivered(ClaimedRun run, DateTimeOffset startedAt, DateTimeOffset now)
    {
        var error = new BotError(BotErrorCodes.InternalError, "The run could not be delivered.", BotSeverity.Standard, now);
        return run.Redeliveries < MaxRepeats
            ? new Delivered
            {
                Release = new RunRelease
                {
                    ExecutionId = run.ExecutionId,
                    Bot = run.Bot,
                    Fence = run.Fence,
                    Reason = HandOutEnd.RetryLater,
                    Delay = RepeatDelay * Math.Pow(2, run.Redeliveries),
                    StartedAt = startedAt,
                    Error = error,
                },
            }
            : new Delivered
            {
                Outcome = new RunOutcome
                {
                    ExecutionId = run.ExecutionId,
                    Bot = run.Bot,
                    Fence = run.Fence,
                    Status = BotStatus.Failed,
                    StartedAt = startedAt,
                    Duration = now - startedAt,
                    Attempts = 0,
                    Error = error,
                },
            };
    }

    /// <summary>The same end without anything that a store could refuse. A run that cannot leave its checkpoint would go on from the wrong place: it has failed.</summary>
    public static Delivered Stripped(Delivered delivered, DateTimeOffset now)
        => delivered.Release is { Checkpoint: not null } yielded ? new Delivered { Outcome = NotWritable(yielded, now), CodeEnded = delivered.CodeEnded }
            : delivered.Outcome is { } outcome
            ? delivered with
            {
                Outcome = outcome with
                {
                    Status = outcome.Status == BotStatus.Succeeded ? BotStatus.Failed : outcome.Status,
                    Error = NotWritable(now),
                    Output = default,
                    Logs = null,
                },
            }
            : delivered with { Release = delivered.Release! with { Error = null, Checkpoint = null, Logs = null } };

    private static RunOutcome NotWritable(RunRelease release, DateTimeOffset now) => new()
    {
        ExecutionId = release.ExecutionId,
        Bot = release.Bot,
        Fence = release.Fence,
        Status = BotStatus.Failed,
        StartedAt = release.StartedAt,
        Duration = now - release.StartedAt,
        Attempts = release.Attempts,
        Error = NotWritable(now),
    };

    private static BotError NotWritable(DateTimeOffset now)
        => new(BotErrorCodes.ResultNotWritable, "The outcome could not be written.", BotSeverity.Standard, now);
}
