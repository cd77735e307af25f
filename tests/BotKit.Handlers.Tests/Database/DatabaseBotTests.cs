using System.Text;
using System.Text.Json;
using BotKit.Health;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseBotTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<ServiceProvider> _providers = [];

    [Fact]
    public async Task Statistics_OfChinook_GivesTablesWithRowsAndIndexes()
    {
        var data = await DataOf("""{"operation":"statistics","database":"chinook"}""", Chinook());

        data.GetRawText().Should().StartWith("""{"operation":"statistics","database":"chinook",""");
        var tables = data.GetProperty("tables").EnumerateArray().ToList();
        tables.Should().HaveCount(11);
        var track = tables.Single(table => table.GetProperty("name").GetString() == "Track");
        track.GetProperty("rows").GetInt64().Should().Be(3503);
        track.GetProperty("indexes").EnumerateArray().Select(index => index.GetProperty("name").GetString())
            .Should().Equal("IFK_TrackAlbumId", "IFK_TrackGenreId", "IFK_TrackMediaTypeId");
    }

    [Fact]
    public async Task Integrity_OfEachDamagedFile_SucceedsWithItsProblems()
    {
        foreach (var path in Directory.GetFiles(TestData.Path("database/damaged"), "*.db"))
        {
            var data = await DataOf("""{"operation":"integrity","database":"x"}""", new() { ["x:ConnectionString"] = $"Data Source={path}" });

            data.GetProperty("healthy").GetBoolean().Should().BeFalse(path);
            data.GetProperty("problems").GetArrayLength().Should().BePositive(path);
        }
    }

    [Fact]
    public async Task Health_OfAGoodFile_IsHealthy()
        => (await DataOf("""{"operation":"health","database":"shop"}""")).GetProperty("healthy").GetBoolean().Should().BeTrue();

    [Fact]
    public async Task Operation_AfterOtherMembers_IsFound()
        => (await DataOf("""{"database":"shop","operation":"health"}""")).GetProperty("healthy").GetBoolean().Should().BeTrue();

    [Fact]
    public async Task Backup_WritesAFileNamedByTheClock()
    {
        var data = await DataOf("""{"operation":"backup","database":"shop"}""");

        data.GetProperty("file").GetString().Should().Be("shop-20261123T123045678Z.db");
        _folder.Files.Should().Equal("a.db", "shop-20261123T123045678Z.db");
    }

    [Fact]
    public async Task Backup_InADryRun_SaysWhatItWouldDoAndWritesNothing()
    {
        var data = await DataOf("""{"operation":"backup","database":"shop"}""", options: new BotRunOptions { DryRun = true });

        data.GetProperty("operation").GetString().Should().Be("backup-plan");
        data.GetProperty("file").GetString().Should().Be("shop-20261123T123045678Z.db");
        _folder.Files.Should().Equal("a.db");
        Directory.Exists(_folder["backups"]).Should().BeFalse();
    }

    [Fact]
    public async Task Query_WithParameters_GivesRows()
    {
        var data = await DataOf("""{"operation":"query","database":"shop","query":"dear","parameters":{"least":5}}""");

        data.GetProperty("columns").EnumerateArray().Select(column => column.GetString()).Should().Equal("name", "price");
        data.GetProperty("rows").GetRawText().Should().Be("""[["Lamp",9.5]]""");
        data.GetProperty("truncated").GetBoolean().Should().BeFalse();
    }

    [Theory]
    [InlineData("""{"operation":"health"}""", "$.database")]
    [InlineData("""{"operation":"health","database":""}""", "$.database")]
    [InlineData("""{"operation":"health","database":null}""", "$.database")]
    [InlineData("""{"operation":"health","database":5}""", "$.database")]
    [InlineData("""{"operation":"health","database":"shop","sql":"DROP TABLE item"}""", "$.sql")]
    [InlineData("""{"operation":"health","database":"shop","query":"dear"}""", "$.query")]
    [InlineData("""{"operation":"execute","database":"shop"}""", "$.operation")]
    [InlineData("""{"database":"shop"}""", "$.operation")]
    [InlineData("""{"operation":"query","database":"shop"}""", "$.query")]
    [InlineData("""{"operation":"query","database":"shop","query":"dear","parameters":{"least":[1]}}""", "$.parameters")]
    [InlineData("""{"operation":"query","database":"shop","query":"dear","parameters":[1]}""", "$.parameters")]
    public async Task Run_WithBadInput_IsInvalidAndNamesTheField(string json, string path)
    {
        var result = await RunAsync(json);

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details!.Select(problem => problem.Path).Should().Contain(path);
    }

    [Fact]
    public async Task Run_WithALongName_IsInvalid()
    {
        var result = await RunAsync($$"""{"operation":"health","database":"{{new string('x', 65)}}"}""");

        result.Status.Should().Be(BotStatus.Invalid);
    }

    [Theory]
    [InlineData("""{"operation":"health","database":"other"}""", DatabaseErrorCodes.DatabaseUnknown)]
    [InlineData("""{"operation":"health","database":"../shop"}""", DatabaseErrorCodes.DatabaseUnknown)]
    [InlineData("""{"operation":"health","database":"shop\"; DROP TABLE item; --"}""", DatabaseErrorCodes.DatabaseUnknown)]
    [InlineData("""{"operation":"statistics","database":"gone"}""", DatabaseErrorCodes.DatabaseMissing)]
    [InlineData("""{"operation":"query","database":"shop","query":"other"}""", DatabaseErrorCodes.QueryUnknown)]
    [InlineData("""{"operation":"query","database":"shop","query":"dear"}""", DatabaseErrorCodes.QueryParameters)]
    [InlineData("""{"operation":"query","database":"shop","query":"evil"}""", DatabaseErrorCodes.QueryRefused)]
    public async Task Run_ThatTheDatabaseCannotAnswer_FailsAsAWarningWithoutSecrets(string json, string code)
    {
        var result = await RunAsync(json);

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be(code);
        result.Error.Severity.Should().Be(BotSeverity.Warning);
        result.Attempts.Should().Be(1);
        result.Error.Message.Should().NotContainAny(_folder.Path, "Data Source", "DELETE", "DROP");
        _folder.Files.Should().Equal("a.db");
    }

    [Fact]
    public async Task Bot_ThatMeetsBadDatabasesOften_KeepsItsCircuitClosed()
    {
        var manager = Provider(Shop()).GetRequiredService<IBotManager>();

        for (var count = 0; count < 6; count++)
        {
            await manager.RunAsync(Request("""{"operation":"statistics","database":"gone"}"""));
        }

        manager.GetState("database").Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task TypedCaller_GetsATypedResult()
    {
        var bot = Provider(Shop()).GetRequiredService<IBot<DatabaseInput, DatabaseResult>>();

        var result = await bot.RunAsync(new DatabaseStatisticsInput { Database = "shop" });

        result.Data.Should().BeOfType<DatabaseStatistics>().Which.Tables.Should().ContainSingle().Which.Rows.Should().Be(2);
    }

    [Fact]
    public void Options_WithMistakes_StopTheServiceAndListThemAll()
    {
        var provider = Provider(new() { ["a:Provider"] = "oracle", ["a:Colour"] = "red" });

        var resolve = () => provider.GetRequiredService<IDatabaseService>();

        resolve.Should().Throw<OptionsValidationException>().Which.Failures.Should().HaveCount(3);
    }

    [Fact]
    public async Task Check_NamesTheDatabasesThatCannotBeOpened()
    {
        var databases = Shop();
        (await HealthOf(databases)).Error.Should().Contain("gone").And.NotContain("shop").And.NotContain(_folder.Path);

        databases.Remove("gone:ConnectionString");
        (await HealthOf(databases)).Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public void Schema_ListsTheOperations()
    {
        var schema = Provider(Shop()).GetRequiredService<IBotManager>().Find("database")!.InputSchema!.Value.GetRawText();

        schema.Should().ContainAll("\"health\"", "\"statistics\"", "\"integrity\"", "\"backup\"", "\"query\"", "\"parameters\"");
    }

    private Dictionary<string, string?> Shop() => new()
    {
        ["shop:ConnectionString"] = "Data Source=" + _folder.Database(
            "a.db", "CREATE TABLE IF NOT EXISTS item(id INTEGER PRIMARY KEY, name, price); INSERT OR IGNORE INTO item VALUES (1, 'Lamp', 9.5), (2, 'Pen', 1)"),
        ["shop:Trusted"] = "true",
        ["shop:BackupFolder"] = _folder["backups"],
        ["shop:Queries:dear:Sql"] = "SELECT name, price FROM item WHERE price >= $least",
        ["shop:Queries:evil:Sql"] = "DELETE FROM item",
        ["gone:ConnectionString"] = "Data Source=" + _folder["gone.db"],
    };

    private static Dictionary<string, string?> Chinook() => new() { ["chinook:ConnectionString"] = $"Data Source={TestData.Path("database/Chinook_Sqlite.sqlite")}" };

    private ServiceProvider Provider(Dictionary<string, string?> databases)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(databases.Select(pair => KeyValuePair.Create("Databases:" + pair.Key, pair.Value))).Build();
        var services = new ServiceCollection().AddSingleton<TimeProvider>(new FakeTimeProvider(Databases.Now));
        services.AddBotKit(bots => bots.AddDatabaseBot(configuration.GetSection("Databases")));
        var provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true, ValidateOnBuild = true });
        _providers.Add(provider);
        return provider;
    }

    private static BotRequest Request(string json, BotRunOptions? options = null) => BotRequest.FromJson("database", Encoding.UTF8.GetBytes(json), BotTrigger.Http, options);

    private ValueTask<BotResult> RunAsync(string json, Dictionary<string, string?>? databases = null, BotRunOptions? options = null)
        => Provider(databases ?? Shop()).GetRequiredService<IBotManager>().RunAsync(Request(json, options));

    private async Task<BotHealthEntry> HealthOf(Dictionary<string, string?> databases)
        => (await Provider(databases).GetRequiredService<IBotHealth>().CheckAsync()).Bots["database"];

    private async Task<JsonElement> DataOf(string json, Dictionary<string, string?>? databases = null, BotRunOptions? options = null)
    {
        var provider = Provider(databases ?? Shop());
        var manager = provider.GetRequiredService<IBotManager>();

        var result = await manager.RunAsync(Request(json, options));

        result.Error.Should().BeNull();
        return JsonSerializer.SerializeToElement(result.Data, manager.Find("database")!.ResultJson!);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _providers)
        {
            await provider.DisposeAsync();
        }

        _folder.Dispose();
    }
}
