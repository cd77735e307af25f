using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.State;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Core.Tests.Ledger;

/// <summary>The in-memory stores on a clock that stands still.</summary>
internal sealed class QueueUnderTest
{
    public QueueUnderTest(InMemoryLedgerOptions? options = null)
    {
        options ??= new InMemoryLedgerOptions();
        Work = new WorkSignal(Clock);
        Logs = new InMemoryBotLogStore(Microsoft.Extensions.Options.Options.Create(options));
        Runs = new InMemoryRuns(options, Clock, Work, Logs);
        Ledger = new InMemoryBotLedger(options, Runs, null);
        States = new InMemoryBotStateStore(Work);
        Queue = new InMemoryQueueStore(Runs, Ledger, States);
        Nodes = new InMemoryNodeStore(Runs);
        Checkpoints = new InMemoryCheckpointStore(Runs);
    }

    public FakeTimeProvider Clock { get; } = new(Tests.Ledger.Runs.Noon);

    public WorkSignal Work { get; }

    public InMemoryBotLogStore Logs { get; }

    public InMemoryRuns Runs { get; }

    public InMemoryBotLedger Ledger { get; }

    public InMemoryBotStateStore States { get; }

    public InMemoryQueueStore Queue { get; }

    public InMemoryNodeStore Nodes { get; }

    public InMemoryCheckpointStore Checkpoints { get; }

    public Guid Node { get; } = Guid.NewGuid();

    public RunSubmission Run(string bot = "lead", string? key = null, byte fingerprint = 1) => new()
    {
        ExecutionId = Guid.CreateVersion7(Clock.GetUtcNow()),
        Bot = bot,
        Trigger = BotTrigger.Queue,
        Input = "{}"u8.ToArray(),
        Origin = key is null ? null : new RunOrigin { IdempotencyKey = key },
        Fingerprint = new byte[] { fingerprint },
    };

    public async Task<EnqueueResult> EnqueueAsync(RunSubmission run) => (await Queue.EnqueueAsync([run], default)).Single();

    public async Task<Guid> AcceptAsync(RunSubmission? run = null)
    {
        var result = await EnqueueAsync(run ?? Run());
        result.Outcome.Should().Be(EnqueueOutcome.Accepted);
        return result.ExecutionId;
    }

    public async Task<ClaimBatch> ClaimAsync(
        int free = 100, bool takesLost = true, int version = 1, int? maxRunning = null, Guid? node = null, string? after = null, params string[] bots)
        => await Queue.ClaimAsync(
            new(node ?? Node, [.. (bots.Length == 0 ? ["lead"] : bots).Select(bot => new BotSlots(bot, free, version, maxRunning))], free, takesLost, after),
            default);

    public async Task<ClaimedRun> ClaimOneAsync() => (await ClaimAsync(1)).Runs.Should().ContainSingle().Subject;

    public RunOutcome Outcome(ClaimedRun run, BotStatus status = BotStatus.Succeeded) => Outcome(run.ExecutionId, run.Bot, run.Fence, status);

    public RunOutcome Outcome(Guid id, string bot, long fence, BotStatus status = BotStatus.Succeeded) => new()
    {
        ExecutionId = id,
        Bot = bot,
        Fence = fence,
        Status = status,
        StartedAt = Clock.GetUtcNow(),
        Duration = TimeSpan.FromMilliseconds(5),
        Attempts = 1,
        Error = status == BotStatus.Succeeded ? null : Tests.Ledger.Runs.Error("no"),
        Output = status == BotStatus.Succeeded ? "1"u8.ToArray() : default,
    };

    public Task<bool> EndAsync(ClaimedRun run, BotStatus status = BotStatus.Succeeded) => Ledger.EndAsync(Outcome(run, status), default).AsTask();

    public Task<bool> ReleaseAsync(ClaimedRun run, HandOutEnd reason, TimeSpan delay = default, BotCheckpoint? checkpoint = null)
        => Queue.ReleaseAsync(
            new() { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = reason, Delay = delay, Checkpoint = checkpoint }, default).AsTask();

    public async Task<StoredRun> FindAsync(Guid id) => (await Ledger.FindAsync(id, default))!;

    public ValueTask JoinAsync(Guid? node = null)
        => Nodes.JoinAsync(new NodeRecord { Id = node ?? Node, Name = "here", Version = "1", Lease = TimeSpan.FromSeconds(9) }, default);
}
