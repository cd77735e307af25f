using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Storage.Ports;
using BotKit.Storage.PostgreSql;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Storage.Tests.PostgreSql;

/// <summary>One process's store on a PostgreSQL database, with a node that joined it.</summary>
internal sealed class PostgresNode : IAsyncDisposable
{
    private PostgresNode(string connectionString, PostgreSqlStoreOptions options)
    {
        options.ConnectionString = connectionString;
        Dialect = new PostgresDialect(options, TimeProvider.System, NullLogger.Instance);
        Store = new RelationalStore(Dialect, options, TimeProvider.System, static _ => null, null, NullLogger.Instance);
        Ledger = new RelationalLedger(Store);
        Queue = new RelationalQueue(Store);
        Nodes = new RelationalNodes(Store);
        States = new RelationalStates(Store);
        Logs = new RelationalLogs(Store);
    }

    public PostgresDialect Dialect { get; }

    public RelationalStore Store { get; }

    public IBotLedger Ledger { get; }

    public IBotQueueStore Queue { get; }

    public IBotNodeStore Nodes { get; }

    public RelationalStates States { get; }

    public IBotLogStore Logs { get; }

    public Guid Id { get; } = NewId();

    public static async Task<PostgresNode> StartAsync(string connectionString, PostgreSqlStoreOptions? options = null)
    {
        var node = new PostgresNode(connectionString, options ?? new PostgreSqlStoreOptions());
        await node.Store.StartAsync(TestContext.Current.CancellationToken);
        await node.Nodes.JoinAsync(
            new NodeRecord { Id = node.Id, Name = "test", Version = "1", Lease = TimeSpan.FromSeconds(9) }, TestContext.Current.CancellationToken);
        return node;
    }

    public static async Task<PostgresNode> StartAsync()
        => await StartAsync(await (await PostgresServer.SharedAsync()).CreateDatabaseAsync());

    public static Guid NewId() => Guid.CreateVersion7(TimeProvider.System.GetUtcNow());

    public static RunSubmission Run(string bot, string? key = null, string input = "{\"a\":1}") => new()
    {
        ExecutionId = NewId(),
        Bot = bot,
        Trigger = BotTrigger.Code,
        Input = System.Text.Encoding.UTF8.GetBytes(input),
        Origin = key is null ? null : new RunOrigin { IdempotencyKey = key },
        Fingerprint = key is null ? default : System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(input)),
    };

    public async Task<EnqueueResult> EnqueueAsync(RunSubmission run)
        => (await Queue.EnqueueAsync([run], TestContext.Current.CancellationToken))[0];

    public async Task<ClaimBatch> ClaimAsync(int free, bool takesLost, string? after, params BotSlots[] bots)
        => await Queue.ClaimAsync(new ClaimRequest(Id, bots, free, takesLost, after), TestContext.Current.CancellationToken);

    public Task<ClaimBatch> ClaimAsync(string bot, int free = 10) => ClaimAsync(free, true, null, new BotSlots(bot, free));

    public static RunOutcome Succeed(ClaimedRun run, BotStatus status = BotStatus.Succeeded) => new()
    {
        ExecutionId = run.ExecutionId,
        Bot = run.Bot,
        Fence = run.Fence,
        Status = status,
        StartedAt = run.DueAt,
        Duration = TimeSpan.FromMilliseconds(1),
        Attempts = 1,
        Output = status == BotStatus.Succeeded ? "{\"ok\":true}"u8.ToArray() : default,
        Error = status == BotStatus.Succeeded ? null : new BotError("broken", "It broke.", BotSeverity.Standard, run.DueAt),
    };

    public async Task<bool> EndAsync(ClaimedRun run, BotStatus status = BotStatus.Succeeded)
        => await Ledger.EndAsync(Succeed(run, status), TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await Store.DisposeAsync();
}
