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
    public static Delivered Returned(ClaimedRun run, Task? codeEnded = null) => new()
    {
        Release = new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.Returned },
        CodeEnded = codeEnded ?? Task.CompletedTask,
    };

    /// <summary>What was canceled because the lease is lost or the host stops has no outcome, but success is success.</summary>
    public static Delivered Hold(ClaimedRun run, Delivered delivered, CancellationToken abandon)
        => abandon.IsCancellationRequested && delivered.Outcome is { Status: not BotStatus.Succeeded }
            ? Returned(run, delivered.CodeEnded)
            : delivered;

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

    /// <summary>The same end without anything that a store could refuse.</summary>
    public static Delivered Stripped(Delivered delivered, DateTimeOffset now)
        => delivered.Outcome is { } outcome
            ? delivered with
            {
                Outcome = outcome with
                {
                    Status = outcome.Status == BotStatus.Succeeded ? BotStatus.Failed : outcome.Status,
                    Error = new BotError(BotErrorCodes.ResultNotWritable, "The outcome could not be written.", BotSeverity.Standard, now),
                    Output = default,
                    Logs = null,
                },
            }
            : delivered with { Release = delivered.Release! with { Error = null, Checkpoint = null, Logs = null } };
}
