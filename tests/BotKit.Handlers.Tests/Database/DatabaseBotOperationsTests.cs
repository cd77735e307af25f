using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Tests.Database;

/// <summary>What operators do with the bot, by JSON: operations that write, their dry runs, and lists.</summary>
public sealed class DatabaseBotOperationsTests : IAsyncDisposable
{
    private const string Seed = """
        CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT, parent INT REFERENCES log);
        INSERT INTO log VALUES (1, '2020-01-01', NULL), (2, '2026-11-20', NULL), (3, '2020-01-02', NULL);
        """;

    private readonly TemporaryFolder _folder = new();
    private readonly BotProvider _bot;

    public DatabaseBotOperationsTests()
    {
        Directory.CreateDirectory(_folder["migrations"]);
        File.WriteAllText(_folder["migrations/0001_item.sql"], "CREATE TABLE item(id int)");
        _bot = new BotProvider(new Dictionary<string, string?>
        {
            ["shop:ConnectionString"] = "Data Source=" + _folder.Database("a.db", Seed),
            ["shop:Trusted"] = "true",
            ["shop:BackupFolder"] = _folder["backups"],
            ["shop:RestoreFolder"] = _folder["restored"],
            ["shop:MigrationsFolder"] = _folder["migrations"],
            ["shop:LockBudget"] = "00:00:05",
            ["shop:CleanUp:old:Table"] = "log",
            ["shop:CleanUp:old:Column"] = "at",
            ["shop:CleanUp:old:Age"] = "30.00:00:00",
            ["shop:Queries:all:Sql"] = "SELECT * FROM log WHERE id = $id",
            ["shop:Queries:all:Description"] = "One row",
        });
    }

    [Fact]
    public async Task IndexAdvice_NamesTheForeignKeyWithoutAnIndex()
    {
        var finding = (await _bot.DataOf("""{"operation":"index-advice","database":"shop"}""")).GetProperty("findings").EnumerateArray().Should().ContainSingle().Subject;

        finding.GetProperty("kind").GetString().Should().Be("foreign-key-without-index");
        finding.GetProperty("table").GetString().Should().Be("log");
    }

    [Fact]
    public async Task Queries_TellsNamesAndParametersAndNoSql()
    {
        var data = await _bot.DataOf("""{"operation":"queries","database":"shop"}""");

        data.GetRawText().Should().ContainAll("\"all\"", "One row", "\"id\"").And.NotContain("SELECT");
    }

    [Fact]
    public async Task Restore_AfterABackup_IsListedAndMakesAnotherFile()
    {
        var file = (await _bot.DataOf("""{"operation":"backup","database":"shop"}""")).GetProperty("file").GetString();

        var plan = await _bot.DataOf("""{"operation":"restore","database":"shop"}""", dryRun: true);
        Directory.Exists(_folder["restored"]).Should().BeFalse();
        var done = await _bot.DataOf($$"""{"operation":"restore","database":"shop","backup":"{{file}}"}""");

        plan.GetProperty("operation").GetString().Should().Be("restore-plan");
        done.GetProperty("target").GetString().Should().Be(plan.GetProperty("target").GetString());
        File.Exists(Path.Combine(_folder["restored"], done.GetProperty("target").GetString()!)).Should().BeTrue();
        (await _bot.DataOf("""{"operation":"backups","database":"shop"}""")).GetProperty("backups").EnumerateArray().Single().GetProperty("file").GetString().Should().Be(file);
    }

    [Fact]
    public async Task CleanUp_InADryRun_CountsWhatItThenRemoves()
    {
        var plan = await _bot.DataOf("""{"operation":"clean-up","database":"shop"}""", dryRun: true);
        Count().Should().Be(3);
        var done = await _bot.DataOf("""{"operation":"clean-up","database":"shop","rule":"OLD"}""");

        plan.GetProperty("operation").GetString().Should().Be("clean-up-plan");
        plan.GetProperty("rules")[0].GetProperty("rows").GetInt64().Should().Be(2);
        done.GetProperty("rules")[0].GetProperty("removed").GetInt64().Should().Be(2);
        done.GetProperty("rules")[0].GetProperty("before").GetDateTimeOffset().Should().Be(DateTimeOffset.Parse("2026-10-24T12:30:45.678Z", null), "the age counts from the clock");
        Count().Should().Be(1);
    }

    [Fact]
    public async Task Migrate_InADryRun_ListsWhatItThenApplies()
    {
        var plan = await _bot.DataOf("""{"operation":"migrate","database":"shop"}""", dryRun: true);
        var done = await _bot.DataOf("""{"operation":"migrate","database":"shop"}""");

        plan.GetProperty("operation").GetString().Should().Be("migrate-plan");
        plan.GetProperty("pending")[0].GetProperty("file").GetString().Should().Be("0001_item.sql");
        done.GetProperty("applied")[0].GetProperty("file").GetString().Should().Be("0001_item.sql");
        (await _bot.DataOf("""{"operation":"migrate","database":"shop"}""")).GetProperty("applied").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Optimise_InADryRun_ListsTheStepsItThenTakes()
    {
        var plan = await _bot.DataOf("""{"operation":"optimise","database":"shop","reindex":true}""", dryRun: true);
        var done = await _bot.DataOf("""{"operation":"optimise","database":"shop","reindex":true}""");

        plan.GetProperty("operation").GetString().Should().Be("optimise-plan");
        Steps(done).Should().Equal(Steps(plan)).And.NotBeEmpty();
        done.GetProperty("steps")[0].GetProperty("outcome").GetString().Should().Be("done");
    }

    [Fact]
    public async Task SlowStatements_OfSqlite_FailsAsAWarning()
    {
        var result = await _bot.RunAsync("""{"operation":"slow-statements","database":"shop"}""");

        result.Error!.Code.Should().Be(DatabaseErrorCodes.SlowStatementsUnavailable);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
    }

    [Theory]
    [InlineData("""{"operation":"restore","database":"shop","backup":""}""", "$.backup")]
    [InlineData("""{"operation":"restore","database":"shop","backup":["a"]}""", "$.backup")]
    [InlineData("""{"operation":"restore","database":"shop","path":"/etc/passwd"}""", "$.path")]
    [InlineData("""{"operation":"clean-up","database":"shop","rule":""}""", "$.rule")]
    [InlineData("""{"operation":"clean-up","database":"shop","table":"log"}""", "$.table")]
    [InlineData("""{"operation":"clean-up","database":"shop","age":"00:00:01"}""", "$.age")]
    [InlineData("""{"operation":"slow-statements","database":"shop","top":0}""", "$.top")]
    [InlineData("""{"operation":"slow-statements","database":"shop","top":101}""", "$.top")]
    [InlineData("""{"operation":"slow-statements","database":"shop","top":1e99}""", "$.top")]
    [InlineData("""{"operation":"optimise","database":"shop","reindex":"yes"}""", "$.reindex")]
    [InlineData("""{"operation":"migrate","database":"shop","folder":"/tmp"}""", "$.folder")]
    [InlineData("""{"operation":"index-advice"}""", "$.database")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        var result = await _bot.RunAsync(json);

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(path);
    }

    [Fact]
    public void Schema_ListsEachOperation()
        => _bot.InputSchema.Should().ContainAll(
            new[] { "health", "statistics", "index-advice", "integrity", "backup", "backups", "restore", "slow-statements", "queries", "clean-up", "migrate", "optimise", "query" }
                .Select(name => $"\"{name}\""));

    private static IEnumerable<string> Steps(JsonElement data)
        => data.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("step").GetString() + " " + step.GetProperty("target").GetString()).ToList();

    private long Count()
    {
        using var connection = new SqliteConnection($"Data Source={_folder["a.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM log";
        return (long)command.ExecuteScalar()!;
    }

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        _folder.Dispose();
    }
}
