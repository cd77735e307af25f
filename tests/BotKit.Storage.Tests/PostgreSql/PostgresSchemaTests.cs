using BotKit.Ledger;
using BotKit.Storage.PostgreSql;
using BotKit.Storage.Schema;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresSchemaTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_ManyAtOnce_OneMigratesAndAllStart()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var nodes = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PostgresNode.StartAsync(database)));

        foreach (var node in nodes)
        {
            (await node.EnqueueAsync(PostgresNode.Run("lead"))).Outcome.Should().Be(BotKit.Queue.EnqueueOutcome.Accepted);
            await node.DisposeAsync();
        }

        (await ScalarAsync(database, "select count(*) from pg_index i join pg_class c on c.oid = i.indexrelid where not indisvalid")).Should().Be(0L);
    }

    [Fact]
    public async Task StartAsync_MigrationWasInterrupted_FinishesItAndRebuildsTheInvalidIndex()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await (await PostgresNode.StartAsync(database)).DisposeAsync();
        await ExecuteAsync(database, "delete from botkit.bot_schema");
        await ExecuteAsync(database, "drop index botkit.bot_queue_due");
        await ExecuteAsync(database, "update pg_index set indisvalid = false where indexrelid = 'botkit.bot_run_by_bot'::regclass");

        await using var node = await PostgresNode.StartAsync(database);

        (await ScalarAsync(database, "select count(*) from pg_index i where not indisvalid")).Should().Be(0L);
        (await ScalarAsync(database, "select to_regclass('botkit.bot_queue_due') is not null")).Should().Be(true);
        (await ScalarAsync(database, "select version from botkit.bot_schema")).Should().Be((long)SchemaVersions.Current);
    }

    [Fact]
    public async Task StartAsync_MigrationIsDueBesideAnIdleNode_Migrates()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var idle = await PostgresNode.StartAsync(database);
        (await idle.Dialect.GoIdleAsync(Token)).Should().BeTrue();
        await ExecuteAsync(database, "update botkit.bot_schema set version = 0");

        await using var node = await PostgresNode.StartAsync(database).WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        (await ScalarAsync(database, "select version from botkit.bot_schema")).Should().Be((long)SchemaVersions.Current);
    }

    [Fact]
    public async Task StartAsync_AnotherMigratesAndKeepsItsLock_StartsOnceTheSchemaIsCurrent()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await (await PostgresNode.StartAsync(database)).DisposeAsync();
        await ExecuteAsync(database, "update botkit.bot_schema set version = 0");
        await using var other = new NpgsqlConnection(database);
        await other.OpenAsync(Token);
        await using (var take = new NpgsqlCommand("select pg_advisory_lock(1651469677, hashtext('botkit'))", other))
        {
            await take.ExecuteNonQueryAsync(Token);
        }

        var start = PostgresNode.StartAsync(database);
        while (await ScalarAsync(database, "select exists (select from pg_stat_activity where query like 'select pg_try_advisory_lock(1651469677%' and pid <> pg_backend_pid())") is not true)
        {
            start.IsCompleted.Should().BeFalse();
        }

        await ExecuteAsync(database, $"update botkit.bot_schema set version = {SchemaVersions.Current}");
        await using var node = await start.WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Token);

        (await node.EnqueueAsync(PostgresNode.Run("lead"))).Outcome.Should().Be(BotKit.Queue.EnqueueOutcome.Accepted);
    }

    [Fact]
    public async Task StartAsync_SmallestPool_RunsAndReadsAtOnce()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync() + ";Maximum Pool Size=";
        foreach (var size in (int[])[1, 2, 3])
        {
            var start = async () => await PostgresNode.StartAsync(database + size);
            await start.Should().ThrowAsync<InvalidOperationException>().WithMessage($"*at least 4*Maximum Pool Size={size}*");
        }

        await using var node = await PostgresNode.StartAsync(database + 4);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ =>
        {
            var id = (await node.EnqueueAsync(PostgresNode.Run("lead"))).ExecutionId;
            (await node.Ledger.FindAsync(id, Token)).Should().NotBeNull();
            foreach (var run in (await node.ClaimAsync("lead")).Runs)
            {
                (await node.EndAsync(run)).Should().BeTrue();
            }
        })).WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Token);
    }

    [Fact]
    public async Task StartAsync_SchemaOfANewerVersion_IsRefused()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await (await PostgresNode.StartAsync(database)).DisposeAsync();
        await ExecuteAsync(database, "update botkit.bot_schema set version = 99, min_reader = 99");

        var start = () => PostgresNode.StartAsync(database);

        (await start.Should().ThrowAsync<BotStoreException>()).WithMessage("*99*newer*");
    }

    [Fact]
    public async Task StartAsync_MigrationsTurnedOff_RefusesAnEmptyDatabase()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

        var start = () => PostgresNode.StartAsync(database, new PostgreSqlStoreOptions { Migrate = false });

        (await start.Should().ThrowAsync<BotStoreException>()).WithMessage("*migrations are turned off*");
    }

    [Fact]
    public async Task StartAsync_DatabaseCommitsAsynchronouslyByDefault_ItsSessionsDoNot()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        var name = new NpgsqlConnectionStringBuilder(database).Database;
        await ExecuteAsync(database, $"alter database {name} set synchronous_commit = off");
        NpgsqlConnection.ClearAllPools();
        await using var node = await PostgresNode.StartAsync(database);

        var setting = await node.Store.WriteAsync(
            0,
            static (session, _) =>
            {
                using var command = session.Connection.CreateCommand();
                command.CommandText = "select current_setting('synchronous_commit')";
                return (string)command.ExecuteScalar()!;
            },
            Token);

        setting.Should().Be("on");
    }

    [Fact]
    public async Task StartAsync_ServerWithoutFsync_IsRefusedUnlessAllowed()
    {
        await using var server = await PostgresServer.StartNewAsync("-c fsync=off");
        var database = await server.CreateDatabaseAsync();
        var start = () => PostgresNode.StartAsync(database);
        (await start.Should().ThrowAsync<BotStoreException>()).WithMessage("*fsync is off*");

        await using var node = await PostgresNode.StartAsync(database, new PostgreSqlStoreOptions { AllowWeakDurability = true });

        (await node.EnqueueAsync(PostgresNode.Run("lead"))).Outcome.Should().Be(BotKit.Queue.EnqueueOutcome.Accepted);
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
