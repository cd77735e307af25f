using System.Text.Json;

namespace BotKit.Handlers.Tests.Database;

/// <summary>Hostile text in every name and parameter that an input can carry, and in every identifier that a database can have.</summary>
public sealed class DatabaseInjectionTests(ITestOutputHelper output) : IDisposable
{
    private static readonly string[] Hostile =
    [
        "'; DROP TABLE safe; --", "\"; DROP TABLE safe; --", "`; DROP TABLE safe; --", "]; DROP TABLE safe; --", "x' OR '1'='1", "x\" OR \"1\"=\"1", "1); DELETE FROM safe; --",
        "$$; DROP TABLE safe; $$", "\\'; DROP TABLE safe; --", "' UNION SELECT sql FROM sqlite_schema --", "safe", "main.safe", "sqlite_schema", "pg_catalog.pg_authid",
        "../../etc/passwd", "/etc/passwd", "file:a.db?mode=rwc", "%00", "a\0b", "a\nb", "a\nCOPY x (a) FROM stdin;\nb", "*", "%", "{0}", "${jndi:x}", "; rm -rf /", "$(id)", "--help", "-f/etc/passwd",
        "\u202Eefas", "\uFF07; DROP TABLE safe", "’; DROP TABLE safe; --", "ｓhop", "1e999", "-1", "NULL",
    ];

    private static readonly string[] Inputs =
    [
        """{"operation":"health","database":"?"}""",
        """{"operation":"statistics","database":"?"}""",
        """{"operation":"index-advice","database":"?"}""",
        """{"operation":"integrity","database":"?"}""",
        """{"operation":"backup","database":"?"}""",
        """{"operation":"backups","database":"?"}""",
        """{"operation":"restore","database":"?"}""",
        """{"operation":"restore","database":"shop","backup":"?"}""",
        """{"operation":"slow-statements","database":"?"}""",
        """{"operation":"queries","database":"?"}""",
        """{"operation":"clean-up","database":"?"}""",
        """{"operation":"clean-up","database":"shop","rule":"?"}""",
        """{"operation":"migrate","database":"?"}""",
        """{"operation":"optimise","database":"?"}""",
        """{"operation":"query","database":"?","query":"all"}""",
        """{"operation":"query","database":"shop","query":"?"}""",
        """{"operation":"query","database":"shop","query":"named","parameters":{"?":1}}""",
        """{"operation":"query","database":"shop","query":"named","parameters":{"name":"x","?":1}}""",
        """{"operation":"?","database":"shop"}""",
    ];

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EachNameOfEachInput_ThatIsHostile_IsUnknownAndChangesNothing(bool sqlite)
    {
        await using var bot = new BotProvider(await SettingsAsync(sqlite));
        var before = await StateAsync(bot);

        foreach (var input in Inputs)
        {
            foreach (var (hostile, dryRun) in Hostile.SelectMany(text => new[] { (text, false), (text, true) }))
            {
                var json = input.Replace("\"?\"", JsonSerializer.Serialize(hostile), StringComparison.Ordinal);
                var result = await bot.RunAsync(json, dryRun);

                result.Status.Should().BeOneOf([BotStatus.Failed, BotStatus.Invalid], json);
                result.Error!.Code.Should().BeOneOf(
                    [
                        BotErrorCodes.InvalidInput, DatabaseErrorCodes.DatabaseUnknown, DatabaseErrorCodes.BackupUnknown, DatabaseErrorCodes.CleanUpUnknown, DatabaseErrorCodes.QueryUnknown,
                        DatabaseErrorCodes.QueryParameters,
                    ], json);
                result.Error.Severity.Should().Be(BotSeverity.Warning, json);
            }
        }

        (await StateAsync(bot)).Should().Be(before);
        _folder.Files.Should().Equal(sqlite ? ["a.db"] : []);
        output.WriteLine($"{Inputs.Length * Hostile.Length * 2} hostile inputs, {(sqlite ? "SQLite" : "PostgreSQL")}: none did anything");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EachParameterValue_ThatIsHostile_IsOnlyAValue(bool sqlite)
    {
        await using var bot = new BotProvider(await SettingsAsync(sqlite));
        var before = await StateAsync(bot);

        // PostgreSQL has no text with a NUL in it.
        foreach (var hostile in Hostile.Where(text => sqlite || !text.Contains('\0')))
        {
            var data = await bot.DataOf(Ask("echo", hostile));
            var rows = await bot.DataOf(Ask("named", hostile));

            data.GetProperty("rows")[0][0].GetString().Should().Be(hostile);
            rows.GetProperty("rows").GetArrayLength().Should().Be(0, hostile);
        }

        (await StateAsync(bot)).Should().Be(before);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EachIdentifierOfADatabase_ThatIsHostile_IsOnlyAName(bool sqlite)
    {
        var reserved = sqlite ? "sqlite_" : "pg_";
        var names = Hostile.Where(text => text != "safe" && !text.Contains('\0') && !text.StartsWith(reserved, StringComparison.Ordinal)).ToList();
        var settings = await SettingsAsync(sqlite, "hostile", string.Join('\n', names.Select(name => Table(name, sqlite))));
        for (var index = 0; index < names.Count; index++)
        {
            settings[$"hostile:CleanUp:r{index}:Table"] = sqlite ? names[index] : names[index] + "." + names[index];
            settings[$"hostile:CleanUp:r{index}:Column"] = "at " + names[index];
            settings[$"hostile:CleanUp:r{index}:Age"] = "30.00:00:00";
        }

        await using var bot = new BotProvider(settings);

        var statistics = await bot.DataOf("""{"operation":"statistics","database":"hostile"}""");
        statistics.GetProperty("tables").EnumerateArray().Where(table => table.GetProperty("rows").GetInt64() == 2).Should().HaveCount(names.Count * 2, "each table has two rows, and so has its child");
        (await bot.DataOf("""{"operation":"integrity","database":"hostile"}""")).GetProperty("problems").GetArrayLength().Should().Be(0);
        (await bot.DataOf("""{"operation":"index-advice","database":"hostile"}""")).GetProperty("findings").GetArrayLength().Should().BeGreaterThanOrEqualTo(names.Count, "no child has an index on its key");
        (await bot.DataOf("""{"operation":"backup","database":"hostile"}""")).GetProperty("tables").GetArrayLength().Should().Be((names.Count * 2) + 1);
        (await bot.DataOf("""{"operation":"restore","database":"hostile"}""")).GetProperty("tables").GetArrayLength().Should().Be((names.Count * 2) + 1);
        (await bot.DataOf("""{"operation":"optimise","database":"hostile","reindex":true}""")).GetProperty("steps").EnumerateArray()
            .Should().OnlyContain(step => step.GetProperty("outcome").GetString() == "done");
        (await bot.DataOf("""{"operation":"clean-up","database":"hostile"}""")).GetProperty("rules").EnumerateArray()
            .Should().HaveCount(names.Count).And.OnlyContain(rule => rule.GetProperty("removed").GetInt64() == 1);
        (await StateAsync(bot, "hostile")).Should().Be("3");
    }

    // A table with a hostile name, key, column and index, a child that refers to it, and on PostgreSQL a schema, too.
    private static string Table(string name, bool sqlite)
    {
        string Quote(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
        var schema = sqlite ? "" : Quote(name) + ".";
        var table = schema + Quote(name);
        return $"""
            {(sqlite ? "" : $"CREATE SCHEMA {Quote(name)};")}
            CREATE TABLE {table}({Quote("id " + name)} int, {Quote("at " + name)} {(sqlite ? "TEXT" : "timestamptz")}, CONSTRAINT {Quote("pk " + name)} PRIMARY KEY ({Quote("id " + name)}));
            CREATE INDEX {Quote("i " + name)} ON {table}({Quote("at " + name)});
            CREATE TABLE {schema}{Quote("child " + name)}({Quote("id " + name)} int, CONSTRAINT {Quote("fk " + name)} FOREIGN KEY ({Quote("id " + name)}) REFERENCES {table} ON DELETE CASCADE);
            INSERT INTO {table} VALUES (1, '2020-01-01'), (2, '2026-11-20');
            INSERT INTO {schema}{Quote("child " + name)} VALUES (1), (2);
            """;
    }

    private static string Ask(string query, string name)
        => JsonSerializer.Serialize(new { operation = "query", database = "shop", query, parameters = new { name } });

    private static async Task<string> StateAsync(BotProvider bot, string name = "shop")
        => (await bot.DataOf($$"""{"operation":"query","database":"{{name}}","query":"all"}""")).GetProperty("rows")[0][0].GetRawText();

    private async Task<Dictionary<string, string?>> SettingsAsync(bool sqlite, string name = "shop", string sql = "")
    {
        sql = "CREATE TABLE safe(name text, at text); INSERT INTO safe VALUES ('a', '2020-01-01'), ('b', '2020-01-01'), ('c', '2020-01-01');" + sql;
        return new Dictionary<string, string?>
        {
            [name + ":Provider"] = sqlite ? "sqlite" : "postgresql",
            [name + ":ConnectionString"] = sqlite ? "Data Source=" + _folder.Database("a.db", sql) : await PostgresDatabases.CreateAsync(sql),
            [name + ":Trusted"] = "true",
            [name + ":LockBudget"] = "00:01:00",
            [name + ":BackupFolder"] = _folder["backups"],
            [name + ":RestoreFolder"] = _folder["restored"],
            [name + ":MigrationsFolder"] = _folder["migrations"],
            [name + ":Queries:all:Sql"] = "SELECT count(*) FROM safe",
            [name + ":Queries:named:Sql"] = "SELECT name FROM safe WHERE name = $name",
            [name + ":Queries:echo:Sql"] = sqlite ? "SELECT $name" : "SELECT $name::text",
        };
    }

    public void Dispose() => _folder.Dispose();
}
