namespace BotKit.Handlers.Tests.Database;

public sealed class SlowStatementsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task GetSlowStatements_WhereTheServerCounts_ListsThemWithoutValues()
    {
        await using var server = await PostgresServer.StartNewAsync("-c shared_preload_libraries=pg_stat_statements -c fsync=off");
        var connectionString = await server.CreateDatabaseAsync();
        await PostgresDatabases.ExecuteAsync(connectionString, "CREATE EXTENSION pg_stat_statements; CREATE TABLE t(a text)");
        await PostgresDatabases.ExecuteAsync(connectionString, "INSERT INTO t VALUES ('hunter2')");
        await PostgresDatabases.ExecuteAsync(connectionString, "SELECT pg_sleep(0.05), 'hunter2' AS slow");
        await PostgresDatabases.ExecuteAsync(connectionString, "ALTER ROLE postgres PASSWORD 'hunter2'");
        var service = Databases.Service(PostgresDatabases.Options(connectionString));

        var slow = await service.GetSlowStatementsAsync("shop", top: 50);

        slow.Statements[0].Statement.Should().Be("SELECT pg_sleep($1), $2 AS slow");
        slow.Statements[0].Calls.Should().Be(1);
        slow.Statements[0].TotalMilliseconds.Should().BeInRange(50, 5000);
        slow.Statements[0].Rows.Should().Be(1);
        slow.Statements.Should().Contain(statement => statement.Statement.StartsWith("INSERT INTO t"));
        slow.Statements.Should().NotContain(statement => statement.Statement.Contains("hunter2"));
        (await service.GetSlowStatementsAsync("shop", top: 1)).Statements.Should().ContainSingle();
    }

    [Fact]
    public async Task GetSlowStatements_WhereTheServerDoesNotCount_FailsWithItsCode()
    {
        var connectionString = await PostgresDatabases.CreateAsync();
        var service = Databases.Service(PostgresDatabases.Options(connectionString));

        (await Databases.FailureOf(service.GetSlowStatementsAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.SlowStatementsUnavailable);

        await PostgresDatabases.ExecuteAsync(connectionString, "CREATE EXTENSION pg_stat_statements");
        var failure = await Databases.FailureOf(service.GetSlowStatementsAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.SlowStatementsUnavailable, "the extension's library is not loaded");
        failure.Severity.Should().Be(BotSeverity.Warning);
    }

    [Fact]
    public async Task GetSlowStatements_OfSqlite_FailsWithItsCode()
    {
        var service = Databases.Service(Databases.File(_folder.Database("a.db", "CREATE TABLE t(a)")));

        (await Databases.FailureOf(service.GetSlowStatementsAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.SlowStatementsUnavailable);
    }

    [Fact]
    public void ListQueries_TellsParametersAndNoSql()
    {
        var options = Databases.File(_folder["a.db"]);
        options.Queries["dear"] = new DatabaseQueryOptions { Sql = "SELECT ':x', [y$z] FROM t WHERE p >= $least AND q = :name OR r = @least -- $no", Description = "What is dear", MaxRows = 5 };
        options.Queries["all"] = new DatabaseQueryOptions { Sql = "SELECT 1" };

        var catalog = Databases.Service(options).ListQueries("SHOP");

        catalog.Queries.Select(query => query.Name).Should().Equal("all", "dear");
        catalog.Queries[1].Should().BeEquivalentTo(new DatabaseQueryCatalogItem
        {
            Name = "dear",
            Description = "What is dear",
            Parameters = ["least", "name"],
            MaxRows = 5,
            TimeoutSeconds = 10,
        });
    }

    public void Dispose() => _folder.Dispose();
}
