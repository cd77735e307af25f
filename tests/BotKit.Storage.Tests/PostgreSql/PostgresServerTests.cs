using Npgsql;

namespace BotKit.Storage.Tests.PostgreSql;

public sealed class PostgresServerTests
{
    [Fact]
    public async Task RestartAsync_CommittedRow_IsThereAgain()
    {
        await using var server = await PostgresServer.StartNewAsync();
        var connectionString = await server.CreateDatabaseAsync();
        await using var source = NpgsqlDataSource.Create(connectionString);
        await using (var insert = source.CreateCommand("create table kept (id int); insert into kept values (7)"))
        {
            await insert.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        await server.RestartAsync();
        source.Clear();

        await using var read = source.CreateCommand("select id from kept");
        (await read.ExecuteScalarAsync(TestContext.Current.CancellationToken)).Should().Be(7);
    }

    [Fact]
    public async Task QueryAsync_DurabilitySettings_AreOn()
    {
        var server = await PostgresServer.SharedAsync();

        var settings = await server.QueryAsync(
            "postgres", "select current_setting('fsync'), current_setting('synchronous_commit'), current_setting('full_page_writes')");

        settings.Should().Be("on|on|on");
    }
}
