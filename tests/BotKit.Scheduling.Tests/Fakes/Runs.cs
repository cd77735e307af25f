using BotKit.Ledger;
using BotKit.Queue;

namespace BotKit.Scheduling.Tests.Fakes;

/// <summary>Makes what stores and deliveries exchange.</summary>
internal static class Runs
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static ClaimedRun Claimed(string bot = "work", int lost = 0, long fence = 1, int redeliveries = 0) => new()
    {
        ExecutionId = Guid.CreateVersion7(Start),
        Bot = bot,
        Trigger = BotTrigger.Queue,
        Input = "{}"u8.ToArray(),
        Fence = fence,
        Delivery = 1,
        Lost = lost,
        Redeliveries = redeliveries,
        CreatedAt = Start,
        DueAt = Start,
    };

    public static Delivered Ended(ClaimedRun run, BotStatus status = BotStatus.Succeeded, Task? codeEnded = null) => new()
    {
        Outcome = new RunOutcome
        {
            ExecutionId = run.ExecutionId,
            Bot = run.Bot,
            Fence = run.Fence,
            Status = status,
            StartedAt = Start,
            Duration = TimeSpan.Zero,
            Attempts = 1,
            Output = "{}"u8.ToArray(),
        },
        CodeEnded = codeEnded ?? Task.CompletedTask,
    };

    public static Delivered Deferred(ClaimedRun run, Task? codeEnded = null) => new()
    {
        Release = new RunRelease { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = HandOutEnd.Deferred },
        CodeEnded = codeEnded ?? Task.CompletedTask,
    };
}
