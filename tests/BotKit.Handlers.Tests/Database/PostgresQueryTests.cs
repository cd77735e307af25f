using System.Text.Json;

namespace BotKit.Handlers.Tests.Database;

public sealed class PostgresQueryTests
{
    [Theory]
    [InlineData("SELECT a FROM t WHERE a >= $least ORDER BY a", """{"least":2}""", "[[2],[3]]")]
    [InlineData("SELECT a, b FROM t WHERE b = :name;", """{"name":"two"}""", """[[2,"two"]]""")]
    [InlineData("SELECT count(*) FROM t WHERE b = @name OR b = $name", """{"name":"x'; DROP TABLE t; --"}""", "[[0]]")]
    [InlineData("SELECT $v::boolean, ':x $y @z', $$ $q $$, a::text /* :c */ FROM t WHERE a = 1 -- $d", """{"v":true}""", """[[true,":x $y @z"," $q ","1"]]""")]
    [InlineData("WITH n AS (SELECT 1.50::numeric AS n) SELECT n, 'NaN'::float8, null, '\\x00ff'::bytea FROM n", "{}", """[[1.50,null,null,"AP8="]]""")]
    [InlineData("VALUES (timestamptz '2026-01-02 03:04:05+00')", "{}", """[["2026-01-02 03:04:05+00"]]""")]
    [InlineData("TABLE t ORDER BY a LIMIT $n", """{"n":1}""", """[[1,"one"]]""")]
    [InlineData("SELECT a FROM t WHERE a = $a", """{"a":null}""", "[]")]
    public async Task Query_WithParameters_GivesRows(string sql, string parameters, string rows)
        => JsonSerializer.Serialize((await RunAsync(sql, parameters)).Rows).Should().Be(JsonSerializer.Serialize(JsonDocument.Parse(rows)));

    [Fact]
    public async Task Query_MoreRowsThanAllowed_IsCutAndSaysSo()
    {
        var result = await RunAsync("SELECT generate_series(1, 1000000)", "{}", maxRows: 250);

        result.Rows.Should().HaveCount(250);
        result.Truncated.Should().BeTrue();
        (await RunAsync("SELECT generate_series(1, 250)", "{}", maxRows: 250)).Truncated.Should().BeFalse();
    }

    [Fact]
    public async Task Query_MoreBytesThanAllowed_IsCutAndSaysSo()
    {
        var result = await RunAsync("SELECT repeat('x', 1000000) FROM generate_series(1, 50)", "{}");

        result.Rows.Should().HaveCount(4);
        result.Truncated.Should().BeTrue();
    }

    [Theory]
    [InlineData("DELETE FROM t")]
    [InlineData("WITH gone AS (DELETE FROM t RETURNING a) SELECT a FROM gone")]
    [InlineData("SELECT 1; DELETE FROM t")]
    [InlineData("SELECT 1; COMMIT; DELETE FROM t")]
    [InlineData("COMMIT")]
    [InlineData("SELECT a INTO u FROM t")]
    [InlineData("SELECT a FROM t FOR UPDATE")]
    [InlineData("SELECT nextval('s')")]
    [InlineData("SELECT a FROM t WHERE a = $1")]
    [InlineData("COPY t TO PROGRAM 'touch /tmp/pwned'")]
    [InlineData("EXPLAIN ANALYZE DELETE FROM t")]
    [InlineData("DO 'BEGIN DELETE FROM t; END'")]
    [InlineData("SET default_transaction_read_only = off")]
    [InlineData("SELECT writes()")]
    public async Task Query_ThatIsNotOneStatementThatOnlyReads_IsRefusedAndChangesNothing(string sql)
    {
        var connectionString = await ShopAsync();
        var service = Databases.Service(PostgresDatabases.Options(connectionString).WithQuery(sql));
        var values = sql.Contains("$1", StringComparison.Ordinal) ? Parameters.Of("""{"1":1}""") : Parameters.None;

        var failure = await Databases.FailureOf(service.QueryAsync("shop", "ask", values));

        failure.Code.Should().BeOneOf(DatabaseErrorCodes.QueryRefused, DatabaseErrorCodes.QueryFailed);
        failure.Message.Should().NotContainAny("DELETE", "botkit_rows", "public");
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM t")).Should().Be(3);
    }

    [Theory]
    [InlineData("SELECT a FROM t WHERE a = $a", "{}", "The query needs the parameters: a.")]
    [InlineData("SELECT a FROM t", """{"a":1}""", "The query takes no parameters.")]
    [InlineData("SELECT a FROM t WHERE a = $a", """{"a":"1 OR 1=1"}""", "A parameter's value does not fit its type.")]
    [InlineData("SELECT a FROM t WHERE b = $a", """{"a":"\u0000"}""", "Parameter a must be a number, a text without NUL, true, false or null.")]
    [InlineData("SELECT a FROM t WHERE a = $a", """{"a":99999999999999999999}""", "A parameter's value does not fit its type.")]
    public async Task Query_WithOtherParameters_Fails(string sql, string parameters, string message)
    {
        var failure = (await FluentActions.Awaiting(() => RunAsync(sql, parameters)).Should().ThrowAsync<BotException>()).Which;

        failure.Code.Should().Be(DatabaseErrorCodes.QueryParameters);
        failure.Message.Should().Be(message);
        failure.Severity.Should().Be(BotSeverity.Warning);
    }

    [Fact]
    public async Task Query_LongerThanItsTimeout_Ends()
    {
        var options = PostgresDatabases.Options(await ShopAsync()).WithQuery("SELECT pg_sleep(60)");
        options.Queries["ask"].Timeout = TimeSpan.FromMilliseconds(50);

        var failure = await Databases.FailureOf(Databases.Service(options).QueryAsync("shop", "ask", Parameters.None));

        failure.Code.Should().Be(DatabaseErrorCodes.QueryTimeout);
    }

    private static async Task<DatabaseQueryResult> RunAsync(string sql, string parameters, int maxRows = 1000)
        => await Databases.Service(PostgresDatabases.Options(await ShopAsync()).WithQuery(sql, maxRows)).QueryAsync("shop", "ask", Parameters.Of(parameters));

    private static Task<string> ShopAsync()
        => PostgresDatabases.CreateAsync(
            """
            CREATE TABLE t(a int, b text); INSERT INTO t VALUES (1, 'one'), (2, 'two'), (3, 'three'); CREATE SEQUENCE s;
            CREATE FUNCTION writes() RETURNS int LANGUAGE plpgsql AS 'BEGIN DELETE FROM t; RETURN 1; END';
            """);
}
