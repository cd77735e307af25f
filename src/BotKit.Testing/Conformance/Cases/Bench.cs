using System.Security.Cryptography;
using System.Text;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>A fresh store with one node joined on demand, and short words for what most cases do.</summary>
internal sealed class Bench(StoreUnderTest store, CancellationToken cancellationToken)
{
    public const string Bot = "lead";

    /// <summary>How much real time anything may take that needs real time at all.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public StoreUnderTest Store { get; } = store;

    public CancellationToken Token { get; } = cancellationToken;

    public IBotLedger Ledger => Store.Ports.Ledger;

    public IBotQueueStore Queue => Store.Ports.Queue;

    public IBotNodeStore Nodes => Store.Ports.Nodes;

    public bool Can(StoreAbilities ability) => (Store.Abilities & ability) == ability;

    public Guid NewId() => Guid.CreateVersion7(Store.Now);

    public async Task<Guid> JoinAsync(string name = "node-1", StorePorts? ports = null)
    {
        var node = new NodeRecord { Id = NewId(), Name = name, Version = "1.0", Lease = TimeSpan.FromSeconds(9) };
        await (ports ?? Store.Ports).Nodes.JoinAsync(node, Token).ConfigureAwait(false);
        return node.Id;
    }

    public RunSubmission Submission(string bot = Bot, string? key = null, string input = """{"n":1}""", TimeSpan delay = default, int priority = BotDefaults.Priority)
        => new()
        {
            ExecutionId = NewId(),
            Bot = bot,
            Trigger = BotTrigger.Queue,
            Input = Encoding.UTF8.GetBytes(input),
            Delay = delay,
            Priority = priority,
            Origin = key is null ? null : new RunOrigin { IdempotencyKey = key },
            Fingerprint = key is null ? default : SHA256.HashData(Encoding.UTF8.GetBytes(bot + "\n" + input)),
        };

    public async Task<EnqueueResult> EnqueueAsync(RunSubmission run) => (await Queue.EnqueueAsync([run], Token).ConfigureAwait(false))[0];

    public async Task<Guid> AcceptAsync(RunSubmission? run = null)
    {
        run ??= Submission();
        var result = await EnqueueAsync(run).ConfigureAwait(false);
        Expect.Equal(result, new EnqueueResult(EnqueueOutcome.Accepted, run.ExecutionId), "the answer to a new run");
        return run.ExecutionId;
    }

    public async Task<IReadOnlyList<ClaimedRun>> ClaimAsync(Guid node, int free = 10, string bot = Bot, bool takesLost = true, int? maxRunning = null)
        => (await Queue.ClaimAsync(new ClaimRequest(node, [new BotSlots(bot, free, 1, maxRunning)], free, takesLost), Token).ConfigureAwait(false)).Runs;

    public async Task<ClaimedRun> ClaimOneAsync(Guid node, string bot = Bot)
    {
        var runs = await ClaimAsync(node, 1, bot).ConfigureAwait(false);
        Expect.Equal(runs.Count, 1, $"the number of runs that a claim with one free slot for a due run of '{bot}' brings");
        return runs[0];
    }

    /// <summary>A run of the bot, enqueued and claimed.</summary>
    public async Task<ClaimedRun> RunningAsync(Guid node, RunSubmission? run = null)
    {
        var id = await AcceptAsync(run).ConfigureAwait(false);
        var claimed = await ClaimOneAsync(node, run?.Bot ?? Bot).ConfigureAwait(false);
        Expect.Equal(claimed.ExecutionId, id, "the claimed run");
        return claimed;
    }

    public RunOutcome Outcome(Guid executionId, long fence, BotStatus status = BotStatus.Succeeded, string bot = Bot, string output = """{"ok":true}""")
        => new()
        {
            ExecutionId = executionId,
            Bot = bot,
            Fence = fence,
            Status = status,
            StartedAt = Store.Now,
            Duration = TimeSpan.FromMilliseconds(12),
            Attempts = status is BotStatus.Invalid or BotStatus.Rejected ? 0 : 2,
            Error = status == BotStatus.Succeeded ? null : Error("crm_down"),
            Output = status == BotStatus.Succeeded ? Encoding.UTF8.GetBytes(output) : default,
        };

    public RunOutcome Outcome(ClaimedRun run, BotStatus status = BotStatus.Succeeded) => Outcome(run.ExecutionId, run.Fence, status, run.Bot);

    public BotError Error(string code) => new(code, "It did not work.", BotSeverity.Standard, Store.Now);

    public async Task EndAsync(RunOutcome outcome)
        => Expect.That(await Ledger.EndAsync(outcome, Token).ConfigureAwait(false), "the holder's outcome to be accepted");

    /// <summary>A run of the bot that has ended.</summary>
    public async Task<Guid> EndedAsync(Guid node, RunSubmission? run = null, BotStatus status = BotStatus.Succeeded)
    {
        var claimed = await RunningAsync(node, run).ConfigureAwait(false);
        await EndAsync(Outcome(claimed, status)).ConfigureAwait(false);
        return claimed.ExecutionId;
    }

    public RunRelease Release(ClaimedRun run, HandOutEnd reason, TimeSpan delay = default)
        => new() { ExecutionId = run.ExecutionId, Bot = run.Bot, Fence = run.Fence, Reason = reason, Delay = delay, StartedAt = Store.Now, Attempts = 1 };

    public async Task ReleaseAsync(ClaimedRun run, HandOutEnd reason, TimeSpan delay = default)
        => Expect.That(await Queue.ReleaseAsync(Release(run, reason, delay), Token).ConfigureAwait(false), "the holder's release to be accepted");

    public async Task<StoredRun> FindAsync(Guid executionId)
        => Expect.NotNull(await Ledger.FindAsync(executionId, Token).ConfigureAwait(false), $"the ledger to hold run {executionId}");

    public RunLogPart LogPart(ClaimedRun run, int from, params string[] messages)
        => new(run.ExecutionId, run.Bot, run.Fence, [.. messages.Select((message, i) => Line(from + i, message))], 0);

    public RunLogRow Line(int sequence, string message, LogLevel level = LogLevel.Information)
        => new() { Sequence = sequence, At = Store.Now, Level = level, EventId = 7, Category = "BotKit.Bots.lead", Message = message };

    /// <summary>Takes a node's lease away, as a watcher does that saw its beat unchanged for a whole lease.</summary>
    public async Task<NodeRecovery?> LoseAsync(Guid node)
    {
        var known = (await Nodes.ListAsync(Token).ConfigureAwait(false)).FirstOrDefault(each => each.Id == node);
        var beat = Expect.NotNull(known, "the node to be listed").Beat;
        return await Nodes.RecoverAsync(node, beat, Token).ConfigureAwait(false);
    }

    /// <summary>Makes a lost run due again: by the clock, or in real time.</summary>
    public async Task PassAsync(TimeSpan time)
    {
        if (Can(StoreAbilities.Clock))
        {
            Store.Advance(time);
        }
        else
        {
            await Task.Delay(time, TimeProvider.System, Token).ConfigureAwait(false);
        }
    }

    public async Task<QueueDepth> DepthAsync(string bot = Bot)
        => (await Queue.ReadDepthsAsync(Token).ConfigureAwait(false)).FirstOrDefault(each => each.Bot == bot) ?? new QueueDepth(bot, 0, 0, 0, null);
}
