using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Storage.Ports;
using BotKit.Storage.PostgreSql.Schema;
using BotKit.Storage.Schema;
using BotKit.Storage.Tests.Shared;
using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresMigrationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task StartAsync_DatabaseOfVersionOne_IsMigratedWithWhatItHolds()
    {
        var database = await MakeVersionOneAsync();
        var old = PostgresNode.NewId();
        await ExecuteAsync(database, VersionOne.Submit(Literal(old)));
        await using var node = await PostgresNode.StartAsync(database);

        var claimed = (await node.ClaimAsync("lead")).Runs;

        claimed.Should().ContainSingle().Which.ExecutionId.Should().Be(old);
        claimed[0].Origin.Should().Be(new RunOrigin { Caller = "ann" });
        (await new RelationalSchedules(node.Store).ListAsync(new BotScheduleQuery(), Token)).Should().BeEmpty();
        (await ScalarAsync(database, "select version from bot_schema")).Should().Be((long)SchemaVersions.Current);
    }

    [Fact]
    public async Task StartAsync_DatabaseOfVersionOne_StatementsOfVersionOneGoOn()
    {
        var database = await MakeVersionOneAsync();
        var run = PostgresNode.NewId();
        await using var older = new NpgsqlConnection(OfSchema(database));
        await older.OpenAsync(Token);
        await using var node = await PostgresNode.StartAsync(database);

        await ExecuteAsync(older, VersionOne.Submit(Literal(run)));
        (await node.Ledger.FindAsync(run, Token))!.State.Should().Be(RunState.Queued);
        await ExecuteAsync(older, VersionOne.Run(Literal(run)));

        (await node.Ledger.FindAsync(run, Token))!.Status.Should().Be(BotStatus.Succeeded);
        (await ScalarAsync(database, "select min_reader from bot_schema")).Should().Be(1L, "a library of version 1 opens it");
    }

    private static string Literal(Guid id) => $"'{id}'";

    private static string OfSchema(string database) => database + ";Search Path=botkit";

    private static async Task<string> MakeVersionOneAsync()
    {
        var database = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();
        await using var connection = new NpgsqlConnection(OfSchema(database));
        await connection.OpenAsync(Token);
        Migrator.Migrate(new PostgresMigration(connection, "botkit"), [Migrations.All[0]]);
        (await ScalarAsync(database, "select version from bot_schema")).Should().Be(1L);
        return database;
    }

    private static async Task ExecuteAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(OfSchema(database));
        await connection.OpenAsync(Token);
        await ExecuteAsync(connection, sql);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private static async Task<object?> ScalarAsync(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(OfSchema(database));
        await using var command = source.CreateCommand(sql);
        return await command.ExecuteScalarAsync(Token);
    }
}
