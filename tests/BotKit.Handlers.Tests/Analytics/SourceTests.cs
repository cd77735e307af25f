using BotKit.Handlers.Analytics;
using BotKit.Handlers.Tests.Database;
using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Analytics;

public sealed class SourceTests : IDisposable
{
    private const string Count = """{"name":"n","measure":{"count":true}}""";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task File_WithBadRowsAndCells_TellsOfThemAndCountsTheRest()
    {
        await using var world = new AnalyticsWorld();
        var source = world.Csv("at,amount\n2026-01-01,1\n2026-01-02,abc\n2026-01-03\nnever,4\n2026-01-05,1e400\n");

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{{source}},"grain":"day","kpis":[{"name":"sum","measure":{"sum":{"column":"amount"} } }]}""");

        kpis.Totals.Should().Equal(1);
        kpis.Read!.Rows.Should().Be(3);
        kpis.Read.BadRows.Should().Be(2);
        kpis.Read.Problems.Should().BeEquivalentTo([
            new AnalyticsReadProblem("not_a_number", "amount", 2, 3),
            new AnalyticsReadProblem("too_few_fields", null, 1, 4),
            new AnalyticsReadProblem("not_a_time", null, 1, 5)]);
    }

    [Fact]
    public async Task File_OfJsonLines_IsRead()
    {
        await using var world = new AnalyticsWorld();
        var source = world.Csv("""{"at":"2026-01-01","v":2}""" + "\n" + """{"v":3,"at":"2026-01-02","more":true}""" + "\n");

        var kpis = await world.ResultAsync<AnalyticsKpis>($$"""{"operation":"kpis","source":{{source}},"kpis":[{"name":"v","measure":{"sum":{"column":"v"} } }]}""");

        kpis.Totals.Should().Equal(5);
    }

    [Fact]
    public async Task File_WithMoreRowsThanAllowed_IsRefused()
    {
        await using var world = new AnalyticsWorld(new() { ["MaxRows"] = "2" });

        var result = await world.RunAsync($$"""{"operation":"kpis","source":{{world.Csv("at\n2026-01-01\n2026-01-01\n2026-01-01\n")}},"kpis":[{{Count}}]}""");

        result.Error!.Code.Should().Be(AnalyticsErrorCodes.SourceTooLarge);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    public async Task File_ThatIsNoTable_FailsWithItsCode(string text)
    {
        await using var world = new AnalyticsWorld();

        var result = await world.RunAsync($$"""{"operation":"kpis","source":{{world.Csv(text)}},"kpis":[{{Count}}]}""");

        result.Error!.Code.Should().BeOneOf(AnalyticsErrorCodes.SourceUnreadable, AnalyticsErrorCodes.ColumnUnknown);
    }

    [Theory]
    [InlineData("2026-03-01T23:30:00Z", null, "2026-03-02T00:30:00")]
    [InlineData("2026-03-01 23:30", null, "2026-03-01T23:30:00")]
    [InlineData("2026-03-01T23:30:00-05:00", null, "2026-03-02T05:30:00")]
    [InlineData("2026-03-01T23:30:00.123", null, "2026-03-01T23:30:00.123")]
    [InlineData("2026-03-01", null, "2026-03-01")]
    [InlineData("01/03/2026 08:15", "dd/MM/yyyy HH:mm", "2026-03-01T08:15:00")]
    [InlineData("2026-02-30", null, null)]
    [InlineData("01/03/2026", null, null)]
    [InlineData("2026-13-01", null, null)]
    [InlineData("2026-03-01 25:00", null, null)]
    [InlineData("12", null, null)]
    public void Time_IsReadIntoTheZone(string text, string? format, string? expected)
    {
        var times = new TimeText(TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"), format);

        times.TryRead(text, out var local).Should().Be(expected is not null);

        if (expected is not null)
        {
            local.Should().Be(DateTime.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public async Task Sqlite_GivesTheRowsOfItsStatement()
    {
        var path = _folder.Database("shop.db", "CREATE TABLE sale(at TEXT, country TEXT, amount NUMERIC); INSERT INTO sale VALUES ('2026-01-01', 'FR', 1.5), ('2026-01-02', 'DE', 2), (NULL, 'DE', NULL)");
        await using var world = new AnalyticsWorld(Sqlite(path, "SELECT at, amount, country FROM sale"));

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{"dataset":"Shop"},"dimension":"country","kpis":[{"name":"amount","measure":{"sum":{"column":"amount"} } },{{Count}}]}""");

        kpis.Totals.Should().Equal(3.5, 3);
        kpis.Groups!.Select(static group => group.Value).Should().Equal("DE", "FR");
    }

    [Theory]
    [InlineData("DELETE FROM sale")]
    [InlineData("SELECT at FROM sale; DROP TABLE sale")]
    [InlineData("SELECT at FROM sale; SELECT at FROM sale")]
    [InlineData("PRAGMA user_version = 5")]
    [InlineData("ATTACH 'x.db' AS x")]
    [InlineData("SELECT nothing FROM nowhere")]
    public async Task Sqlite_WithAStatementThatDoesNotOnlyRead_IsRefused(string sql)
    {
        var path = _folder.Database("shop.db", "CREATE TABLE sale(at TEXT); INSERT INTO sale VALUES ('2026-01-01')");
        var before = await File.ReadAllBytesAsync(path);
        await using var world = new AnalyticsWorld(Sqlite(path, sql));

        var result = await world.RunAsync($$"""{"operation":"kpis","source":{"dataset":"shop"},"kpis":[{{Count}}]}""");

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().BeOneOf(AnalyticsErrorCodes.SourceRefused, AnalyticsErrorCodes.ColumnUnknown);
        result.Error.Message.Should().NotContainAny(path, "sale", "nowhere");
        (await File.ReadAllBytesAsync(path)).Should().Equal(before);
        _folder.Files.Should().Equal("shop.db");
    }

    [Fact]
    public async Task Sqlite_WithoutItsFile_IsUnavailable()
    {
        await using var world = new AnalyticsWorld(Sqlite(_folder["gone.db"], "SELECT 1"));

        var result = await world.RunAsync($$"""{"operation":"kpis","source":{"dataset":"shop"},"kpis":[{{Count}}]}""");

        result.Error!.Code.Should().Be(AnalyticsErrorCodes.SourceUnavailable);
        result.Error.Message.Should().NotContain(_folder.Path);
        _folder.Files.Should().BeEmpty("a read-only source makes no file");
    }

    [Fact]
    public async Task PostgreSql_GivesTheRowsOfItsStatement_AndOnlyReads()
    {
        var server = await PostgresServer.SharedAsync();
        var connection = await server.CreateDatabaseAsync();
        var database = connection.Split("Database=")[1].Split(';')[0];
        await server.QueryAsync(database, "create table sale(at timestamptz, amount numeric, paid boolean); insert into sale values ('2026-01-01 23:30+00', 1.25, true), ('2026-02-01', 2, false)");
        await using var world = new AnalyticsWorld(new()
        {
            ["Datasets:shop:Provider"] = "postgresql",
            ["Datasets:shop:ConnectionString"] = connection,
            ["Datasets:shop:Sql"] = "select amount, at, paid from sale",
            ["Datasets:shop:Time"] = "at",
            ["Datasets:shop:TimeZone"] = "Europe/Paris",
            ["Datasets:evil:Provider"] = "postgresql",
            ["Datasets:evil:ConnectionString"] = connection,
            ["Datasets:evil:Sql"] = "delete from sale returning at",
        });

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            """{"operation":"kpis","source":{"dataset":"shop"},"grain":"day","kpis":[{"name":"amount","measure":{"sum":{"column":"amount"}}},{"name":"paid","measure":{"sum":{"column":"paid"}}}]}""");
        var refused = await world.RunAsync($$"""{"operation":"kpis","source":{"dataset":"evil"},"kpis":[{{Count}}]}""");

        kpis.Totals.Should().Equal(3.25, 1);
        kpis.Steps![0].At.Should().Be(new DateTime(2026, 1, 2), "half past eleven in London is the next day in Paris");
        refused.Error!.Code.Should().Be(AnalyticsErrorCodes.SourceRefused);
        (await server.QueryAsync(database, "select count(*) from sale")).Trim().Should().Be("2");
    }

    [Theory]
    [InlineData("minutes", "runs")]
    [InlineData("runs", "seconds")]
    public async Task Ledger_SaysHowTheBotsAreDoing(string rows, string column)
    {
        await using var world = new AnalyticsWorld();
        for (var run = 0; run < 3; run++)
        {
            await world.RunAsync($$"""{"operation":"kpis","source":{{world.Csv("at\n2026-01-01\n")}},"kpis":[{{Count}}]}""");
        }

        await world.RunAsync($$"""{"operation":"kpis","source":{"file":"none"},"kpis":[{{Count}}]}""");
        var ledger = world.Services.GetRequiredService<IBotLedger>();
        while ((await ledger.ListAsync(new RunQuery(), default)).Count < 4)
        {
            await Task.Yield();
        }

        world.Clock.Advance(TimeSpan.FromMinutes(1));

        var kpis = await world.ResultAsync<AnalyticsKpis>(
            $$"""{"operation":"kpis","source":{"ledger":"{{rows}}"},"period":{"from":"2026-03-15"},"dimension":"bot","kpis":[{"name":"it","measure":{"sum":{"column":"{{column}}"} } },{{Count}}]}""");

        kpis.Groups!.Single().Value.Should().Be("analytics");
        kpis.Totals[rows == "minutes" ? 0 : 1].Should().Be(4);
    }

    public void Dispose() => _folder.Dispose();

    private static Dictionary<string, string?> Sqlite(string path, string sql) => new()
    {
        ["Datasets:shop:ConnectionString"] = $"Data Source={path}",
        ["Datasets:shop:Sql"] = sql,
        ["Datasets:shop:Time"] = sql.Contains(" at", StringComparison.Ordinal) ? "at" : null,
    };
}
