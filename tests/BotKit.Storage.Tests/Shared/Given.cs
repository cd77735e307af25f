using System.Security.Cryptography;
using System.Text;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;

namespace BotKit.Storage.Tests.Shared;

/// <summary>Makes what stores are given.</summary>
internal static class Given
{
    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static RunSubmission Of(string bot = "lead", string? key = null, string input = "{\"a\":1}") => new()
    {
        ExecutionId = NewId(),
        Bot = bot,
        Trigger = BotTrigger.Code,
        Input = Encoding.UTF8.GetBytes(input),
        Origin = key is null ? null : new RunOrigin { IdempotencyKey = key },
        Fingerprint = key is null ? default : SHA256.HashData(Encoding.UTF8.GetBytes(input)),
    };

    public static NodeRecord Node(string name = "node") => new() { Id = NewId(), Name = name, Version = "1", Lease = TimeSpan.FromSeconds(9) };

    public static RunOutcome Succeeded(ClaimedRun run) => new()
    {
        ExecutionId = run.ExecutionId,
        Bot = run.Bot,
        Fence = run.Fence,
        Status = BotStatus.Succeeded,
        StartedAt = run.DueAt,
        Duration = TimeSpan.FromMilliseconds(1),
        Attempts = 1,
        Output = "true"u8.ToArray(),
    };

    public static async Task<ClaimBatch> ClaimAsync(this IBotQueueStore queue, Guid node, int free = 100, string bot = "lead")
        => await queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(bot, free)], free, TakesLost: true), TestContext.Current.CancellationToken);
}
