using System.Collections.Concurrent;
using BotKit.Ledger;
using BotKit.Queue;
using BotKit.Storage.Commands;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresFaultTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EnqueueAsync_ServerCrashesMeanwhile_EveryAcknowledgedRunIsThere()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var database = await server.CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        var acknowledged = new ConcurrentBag<Guid>();
        var refused = 0;
        using var stop = new CancellationTokenSource();
        var producers = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (!stop.IsCancellationRequested)
            {
                try
                {
                    acknowledged.Add((await node.EnqueueAsync(PostgresNode.Run("lead"))).ExecutionId);
                }
                catch (BotStoreException)
                {
                    Interlocked.Increment(ref refused);
                }
            }
        })).ToArray();

        for (var crash = 0; crash < 3; crash++)
        {
            await UntilAsync(acknowledged.Count + 50, acknowledged);
            await server.StopAsync();
            await server.StartAsync();
        }

        await UntilAsync(acknowledged.Count + 50, acknowledged);
        await stop.CancelAsync();
        await Task.WhenAll(producers);

        await using var source = NpgsqlDataSource.Create(database);
        await using var count = source.CreateCommand("select count(*) from unnest($1) id where not exists (select from botkit.bot_run r join botkit.bot_queue q on q.id = r.id where r.id = id.id)");
        count.Parameters.AddWithValue(acknowledged.ToArray());
        (await count.ExecuteScalarAsync(Token)).Should().Be(0L, "of {0} acknowledged none may be lost ({1} were refused)", acknowledged.Count, refused);
    }

    [Fact]
    public async Task Beat_AfterTheServerCameBack_IsAccepted()
    {
        await using var server = await PostgresServer.StartNewAsync();
        await using var node = await PostgresNode.StartAsync(await server.CreateDatabaseAsync());
        await server.StopAsync();
        var lost = () => node.Nodes.Beat(node.Id);
        lost.Should().Throw<BotStoreException>();

        await server.StartAsync();

        node.Nodes.Beat(node.Id).IsAccepted.Should().BeTrue();
        (await node.EnqueueAsync(PostgresNode.Run("lead"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task DisposeAsync_ServerIsAway_EndsInTime()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var node = await PostgresNode.StartAsync(await server.CreateDatabaseAsync());
        await node.EnqueueAsync(PostgresNode.Run("lead"));
        (await node.Dialect.GoIdleAsync(Token)).Should().BeTrue();
        await server.StopAsync();
        node.Ledger.RecordRefusal("lead", "paused", TimeProvider.System.GetUtcNow());
        var waiting = node.EnqueueAsync(PostgresNode.Run("lead"));

        await node.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        await waiting.Invoking(static each => each).Should().ThrowAsync<BotStoreException>();
    }

    [Fact]
    public async Task EnqueueAsync_InATransactionThatIsRolledBack_LeavesNothing()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(Token);
        var kept = PostgresNode.Run("lead", "k");
        var gone = PostgresNode.Run("lead", "gone");

        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            (await node.Queue.EnqueueAsync(gone, transaction, Token)).Outcome.Should().Be(EnqueueOutcome.Accepted);
            await transaction.RollbackAsync(Token);
        }

        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            (await node.Queue.EnqueueAsync(kept, transaction, Token)).Outcome.Should().Be(EnqueueOutcome.Accepted);
            (await node.Queue.EnqueueAsync(PostgresNode.Run("lead", "k"), transaction, Token))
                .Should().Be(new EnqueueResult(EnqueueOutcome.Joined, kept.ExecutionId));
            (await node.ClaimAsync("lead")).Runs.Should().BeEmpty("it is not committed");
            await transaction.CommitAsync(Token);
        }

        (await node.ClaimAsync("lead")).Runs.Should().ContainSingle().Which.ExecutionId.Should().Be(kept.ExecutionId);
        (await node.Ledger.FindAsync(gone.ExecutionId, Token)).Should().BeNull();
        (await node.EnqueueAsync(PostgresNode.Run("lead", "gone", "{}"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task EnqueueAsync_InATransactionThatNeedNotBeDurable_MakesItDurable()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database + ";Options=-c synchronous_commit=off");
        await using var connection = await source.OpenConnectionAsync(Token);
        await using (var transaction = await connection.BeginTransactionAsync(Token))
        {
            (await node.Queue.EnqueueAsync(PostgresNode.Run("lead"), transaction, Token)).Outcome.Should().Be(EnqueueOutcome.Accepted);
            (await SettingAsync()).Should().Be("on");
            await transaction.CommitAsync(Token);
        }

        (await SettingAsync()).Should().Be("off", "what the caller does later is the caller's affair");

        async Task<object?> SettingAsync()
        {
            await using var command = new NpgsqlCommand("show synchronous_commit", connection);
            return await command.ExecuteScalarAsync(Token);
        }
    }

    [Fact]
    public async Task EnqueueAsync_InATransaction_AFullQueueRefusesOnlyNewRuns()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        var first = PostgresNode.Run("lead", "k") with { MaxQueued = 1 };

        async Task<EnqueueResult> EnqueueAsync(RunSubmission run) => await node.Queue.EnqueueAsync(run with { MaxQueued = 1 }, transaction, Token);

        (await EnqueueAsync(first)).Outcome.Should().Be(EnqueueOutcome.Accepted);
        (await EnqueueAsync(first)).Should().Be(new EnqueueResult(EnqueueOutcome.Accepted, first.ExecutionId));
        (await EnqueueAsync(PostgresNode.Run("lead", "k"))).Should().Be(new EnqueueResult(EnqueueOutcome.Joined, first.ExecutionId));
        (await EnqueueAsync(PostgresNode.Run("lead", "k", "{}"))).Outcome.Should().Be(EnqueueOutcome.Conflict);
        (await EnqueueAsync(PostgresNode.Run("lead", "other"))).Outcome.Should().Be(EnqueueOutcome.QueueFull);
    }

    [Fact]
    public async Task EnqueueAsync_AnotherTransactionHoldsOneKey_HoldsNobodyElseUp()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var transaction = await connection.BeginTransactionAsync(Token);
        await node.Queue.EnqueueAsync(PostgresNode.Run("lead", "held"), transaction, Token);

        List<Task> held =
        [
            node.EnqueueAsync(PostgresNode.Run("lead", "held")),
            node.EnqueueAsync(PostgresNode.Run("lead", "held")),
            node.Ledger.BeginAsync(PostgresNode.Run("lead", "held"), node.Id, Token).AsTask(),
        ];
        var others = Enumerable.Range(0, 200).Select(i => node.EnqueueAsync(PostgresNode.Run("lead", i % 2 == 0 ? $"k-{i}" : null))).ToList();

        (await Task.WhenAll(others).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token))
            .Should().OnlyContain(static result => result.Outcome == EnqueueOutcome.Accepted);
        foreach (var each in held)
        {
            await each.Invoking(static each => each).Should().ThrowAsync<BotStoreException>().WithMessage("Another transaction*");
        }

        node.Store.IsAway.Should().BeFalse();
        await transaction.RollbackAsync(Token);
        (await node.EnqueueAsync(PostgresNode.Run("lead", "held"))).Outcome.Should().Be(EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task EndAsync_UnansweredCommitComesWhileItIsRepeated_IsKnownAsEnded()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var node = await PostgresNode.StartAsync(database);
        await node.EnqueueAsync(PostgresNode.Run("lead"));
        var run = (await node.ClaimAsync("lead")).Runs.Single();
        await using var source = NpgsqlDataSource.Create(database);
        await using var connection = await source.OpenConnectionAsync(Token);
        await using var late = await connection.BeginTransactionAsync(Token);
        await ExecuteAsync("delete from botkit.bot_queue where id = $1");
        await ExecuteAsync("update botkit.bot_run set state = 3, status = 0, fence = 1 where id = $1");

        var again = node.Store.SubmitAsync(new EndCommand(PostgresNode.Succeed(run)) { IsOutcomeUnknown = true }, Token);
        await using (var waiting = source.CreateCommand("select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"))
        {
            while (await waiting.ExecuteScalarAsync(Token) is not true)
            {
                again.IsCompleted.Should().BeFalse();
            }
        }

        await late.CommitAsync(Token);
        (await again).Should().BeTrue();

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection, late);
            command.Parameters.AddWithValue(run.ExecutionId);
            await command.ExecuteNonQueryAsync(Token);
        }
    }

    private static async Task UntilAsync(int count, ConcurrentBag<Guid> acknowledged)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60), TimeProvider.System);
        while (acknowledged.Count < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, limit.Token);
        }
    }
}
