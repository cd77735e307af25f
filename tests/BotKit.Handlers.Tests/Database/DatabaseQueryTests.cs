using System.Text.Json;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseQueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public DatabaseQueryTests()
        => _path = _folder.Database("a.db", "CREATE TABLE item(id INTEGER PRIMARY KEY, name, price, photo); INSERT INTO item VALUES (1, 'Lamp', 9.5, x'0102'), (2, 'Chair', 20, NULL), (3, 'Müller''s \"x\"', -1, NULL)");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_WithNamedParameters_GivesTypedRows(bool trusted)
    {
        var result = await Ask("SELECT id, name, price, photo FROM item WHERE price > $least AND name <> :not ORDER BY id", """{"least": 0.5, "not": "Sofa"}""", trusted: trusted);

        result.Columns.Should().Equal("id", "name", "price", "photo");
        JsonSerializer.Serialize(result.Rows).Should().Be("""[[1,"Lamp",9.5,"AQI="],[2,"Chair",20,null]]""");
        result.Truncated.Should().BeFalse();
        result.Query.Should().Be("ask");
    }

    [Fact]
    public async Task Query_EachKindOfScalar_IsBoundAsItsType()
    {
        var result = await Ask(
            "SELECT typeof(@a), typeof(@b), typeof(@c), typeof(@d), typeof(@e), @f",
            """{"a": 1, "b": 1.5, "c": "1", "d": null, "e": true, "f": 9223372036854775807}""");

        JsonSerializer.Serialize(result.Rows).Should().Be("""[["integer","real","text","null","integer",9223372036854775807]]""");
    }

    [Fact]
    public async Task Query_HostileText_IsOnlyAValue()
    {
        var result = await Ask("SELECT count(*) FROM item WHERE name = $name", """{"name": "' OR 1=1; DROP TABLE item; --"}""");

        result.Rows[0][0].GetInt64().Should().Be(0);
        (await Ask("SELECT count(*) FROM item", "{}")).Rows[0][0].GetInt64().Should().Be(3);
    }

    [Theory]
    [InlineData("{}", "The query needs the parameters: name.")]
    [InlineData("""{"Name": "x"}""", "The query needs the parameters: name.")]
    [InlineData("""{"name": "x", "secret-word": 1}""", "The query takes only the parameters: name.")]
    [InlineData("""{"name": [1]}""", "Parameter name must be a number, a text, true, false or null.")]
    [InlineData("""{"name": {"a": 1}}""", "Parameter name must be a number, a text, true, false or null.")]
    public async Task Query_OtherParameters_AreRefusedByName(string json, string message)
    {
        var failure = await FailureOf("SELECT * FROM item WHERE name = $name", json);

        failure.Code.Should().Be(DatabaseErrorCodes.QueryParameters);
        failure.Severity.Should().Be(BotSeverity.Warning);
        failure.Message.Should().Be(message);
    }

    [Theory]
    [InlineData("DELETE FROM item")]
    [InlineData("INSERT INTO item(name) VALUES ('x')")]
    [InlineData("UPDATE item SET price = 0 RETURNING id")]
    [InlineData("WITH x AS (SELECT 1) DELETE FROM item")]
    [InlineData("CREATE TABLE x(a)")]
    [InlineData("CREATE TEMP TABLE x(a)")]
    [InlineData("DROP TABLE item")]
    [InlineData("VACUUM")]
    [InlineData("VACUUM INTO 'copy.db'")]
    [InlineData("ATTACH DATABASE 'other.db' AS other")]
    [InlineData("DETACH DATABASE main")]
    [InlineData("PRAGMA query_only=OFF")]
    [InlineData("PRAGMA journal_mode=WAL")]
    [InlineData("SELECT * FROM pragma_database_list")]
    [InlineData("BEGIN")]
    [InlineData("SAVEPOINT x")]
    [InlineData("REINDEX")]
    [InlineData("ANALYZE")]
    [InlineData("SELECT 1; DELETE FROM item")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("-- nothing")]
    [InlineData("SELECT ?")]
    [InlineData("SELECT $a, :a")]
    public async Task Query_ThatDoesMoreThanRead_IsRefused(string sql)
    {
        var before = File.ReadAllBytes(_path);

        var failure = await FailureOf(sql, "{}");

        failure.Code.Should().Be(DatabaseErrorCodes.QueryRefused);
        File.ReadAllBytes(_path).Should().Equal(before);
        _folder.Files.Should().Equal("a.db");
    }

    [Fact]
    public async Task Query_AgainstAFullTextIndex_IsAllowed()
    {
        var path = _folder.Database("fts.db", "CREATE VIRTUAL TABLE note USING fts5(body); INSERT INTO note VALUES ('red lamp'), ('blue chair')");
        var service = Databases.Service(Databases.File(path).WithQuery("SELECT body FROM note WHERE note MATCH $words"));

        var result = await service.QueryAsync("shop", "ask", Parameters.Of("""{"words": "lamp"}"""));

        result.Rows.Should().ContainSingle().Which[0].GetString().Should().Be("red lamp");
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(3, 3, false)]
    public async Task Query_WithMoreRowsThanAllowed_IsCutAndSaysSo(int maxRows, int rows, bool truncated)
    {
        var result = await Ask("SELECT * FROM item", "{}", maxRows);

        result.Rows.Should().HaveCount(rows);
        result.Truncated.Should().Be(truncated);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_WithHugeValues_IsCutByBytes(bool trusted)
    {
        var result = await Ask("SELECT hex(zeroblob(1000000)) FROM item", "{}", trusted: trusted);

        result.Rows.Count.Should().Be(2);
        result.Truncated.Should().BeTrue();
    }

    [Fact]
    public async Task Query_ThatNeverEnds_StopsAtItsTimeout()
    {
        var options = Databases.File(_path);
        options.Queries["ask"] = new DatabaseQueryOptions { Sql = Endless, Timeout = TimeSpan.FromMilliseconds(50) };

        var failure = await Databases.FailureOf(Databases.Service(options).QueryAsync("shop", "ask", Parameters.None));

        failure.Code.Should().Be(DatabaseErrorCodes.QueryTimeout);
        failure.Severity.Should().Be(BotSeverity.Standard);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Query_Canceled_ThrowsCanceled(bool trusted)
    {
        using var cancel = new CancellationTokenSource();
        var query = Databases.Service(Databases.File(_path, trusted).WithQuery(Endless)).QueryAsync("shop", "ask", Parameters.None, cancel.Token).AsTask();

        await cancel.CancelAsync();

        await FluentActions.Awaiting(() => query).Should().ThrowAsync<OperationCanceledException>();
    }

    [Theory]
    [InlineData("SELECT * FROM nowhere_special")]
    [InlineData("SELECT FROM WHERE")]
    [InlineData("SELECT json('not json')")]
    [InlineData("SELECT load_extension('x')")]
    public async Task Query_ThatTheDatabaseRefuses_FailsWithoutItsText(string sql)
    {
        var failure = await FailureOf(sql, "{}");

        failure.Code.Should().Be(DatabaseErrorCodes.QueryFailed);
        failure.Message.Should().Be("The database refused the query.");
    }

    [Theory]
    [InlineData("other")]
    [InlineData("ask; DROP TABLE item")]
    [InlineData("../ask")]
    [InlineData("")]
    public async Task Query_OfUnknownName_IsAWarning(string name)
    {
        var failure = await Databases.FailureOf(Databases.Service(Databases.File(_path).WithQuery("SELECT 1")).QueryAsync("shop", name, Parameters.None));

        failure.Code.Should().Be(DatabaseErrorCodes.QueryUnknown);
        failure.Severity.Should().Be(BotSeverity.Warning);
    }

    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private ValueTask<DatabaseQueryResult> Ask(string sql, string parameters, int maxRows = 1000, bool trusted = true)
        => Databases.Service(Databases.File(_path, trusted).WithQuery(sql, maxRows)).QueryAsync("shop", "ask", Parameters.Of(parameters));

    private Task<BotException> FailureOf(string sql, string parameters) => Databases.FailureOf(Ask(sql, parameters));

    public void Dispose() => _folder.Dispose();
}
