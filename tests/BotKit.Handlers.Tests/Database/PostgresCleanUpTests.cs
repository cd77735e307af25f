namespace BotKit.Handlers.Tests.Database;

public sealed class PostgresCleanUpTests
{
    private const string Log = "CREATE TABLE log(id int PRIMARY KEY, at timestamptz); INSERT INTO log SELECT i, timestamptz '2026-11-23 12:30:45Z' - (i % 100) * interval '1 day' FROM generate_series(1, 20000) i;";

    [Theory]
    [InlineData("timestamptz", "date")]
    [InlineData("timestamp", "date")]
    [InlineData("date", "date")]
    public async Task CleanUp_OfADate_RemovesWhatIsTooOldAndNothingElse(string type, string format)
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            $"{Log} ALTER TABLE log ALTER at TYPE {type}; INSERT INTO log VALUES (20001, NULL), (20002, '-infinity'), (20003, 'infinity')");
        var service = Service(connectionString, format: format);

        var plan = await service.PlanCleanUpAsync("shop");
        (await CountAsync(connectionString)).Should().Be(20_003);
        var done = await service.CleanUpAsync("shop", "Old");

        // The 30th day before the clock's begins in the morning of a day that is not over for a date.
        var expected = type == "date" ? 13_800 : 14_000;
        plan.Rules.Should().Equal(new CleanUpRulePlan("old", "log", Databases.Now.AddDays(-30), expected));
        done.Rules[0].Removed.Should().Be(expected);
        done.Rules[0].Batches.Should().BeGreaterThan(1);
        (await CountAsync(connectionString)).Should().Be(20_003 - expected);
    }

    [Fact]
    public async Task CleanUp_OfNumbersInAnotherSchemaWithAKeyOfSeveralColumns_FollowsTheKey()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE SCHEMA "S p"; CREATE TABLE "S p"."T""; --"("K'" text, b timestamp, c numeric, at bigint, PRIMARY KEY ("K'", b, c) INCLUDE (at));
            INSERT INTO "S p"."T""; --" SELECT repeat(chr(97 + i % 26), i % 3) || E'\\''', timestamp '2020-01-01' + i * interval '1 second', i / 7.0, CASE WHEN i % 2 = 0 THEN 1500000000 ELSE 1795000000 END FROM generate_series(1, 5000) i;
            """);

        var done = await Service(connectionString, "S p.T\"; --", format: "unix-seconds").CleanUpAsync("shop");

        done.Rules[0].Removed.Should().Be(2500);
        (await CountAsync(connectionString, "\"S p\".\"T\"\"; --\"")).Should().Be(2500);
    }

    [Fact]
    public async Task CleanUp_OfRowsThatSomebodyHasLocked_LeavesThem()
    {
        var connectionString = await PostgresDatabases.CreateAsync(Log);
        await using var other = new Npgsql.NpgsqlConnection(connectionString + ";Pooling=false");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new Npgsql.NpgsqlCommand("SELECT FROM log WHERE id IN (50, 60) FOR UPDATE", other))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var done = await Service(connectionString).CleanUpAsync("shop");
        await transaction.RollbackAsync();
        var next = await Service(connectionString).CleanUpAsync("shop");

        done.Rules[0].Locked.Should().Be(2);
        done.Rules[0].Removed.Should().Be(13_998);
        next.Rules[0].Removed.Should().Be(2);
    }

    [Fact]
    public async Task CleanUp_WithTriggersAndKeys_FollowsThemOrStops()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE TABLE log(id int PRIMARY KEY, at date); CREATE TABLE line(log int REFERENCES log ON DELETE CASCADE); CREATE INDEX ON line(log);
            CREATE TABLE told(id int);
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN INSERT INTO told VALUES (OLD.id); RETURN OLD; END';
            CREATE TRIGGER tells BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION tell();
            INSERT INTO log VALUES (1, '2020-01-01'), (2, '2026-11-20'); INSERT INTO line VALUES (1), (2);
            """);
        (await Service(connectionString).CleanUpAsync("shop")).Rules[0].Removed.Should().Be(1);
        (await CountAsync(connectionString, "line")).Should().Be(1);
        (await CountAsync(connectionString, "told")).Should().Be(1);

        await PostgresDatabases.ExecuteAsync(connectionString, "CREATE TABLE keep(log int REFERENCES log); INSERT INTO log VALUES (3, '2020-01-01'); INSERT INTO keep VALUES (3)");
        var failure = await Databases.FailureOf(Service(connectionString).CleanUpAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.CleanUpBlocked);
        (await CountAsync(connectionString)).Should().Be(2);
    }

    [Fact]
    public async Task CleanUp_WhereASingleRowTakesTooLong_StopsAndSaysWhy()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE TABLE log(id int PRIMARY KEY, at date); INSERT INTO log VALUES (1, '2020-01-01');
            CREATE FUNCTION sleeps() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(1); RETURN OLD; END';
            CREATE TRIGGER sleeps BEFORE DELETE ON log FOR EACH ROW EXECUTE FUNCTION sleeps();
            """);

        var failure = await Databases.FailureOf(Service(connectionString).CleanUpAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.CleanUpTooSlow);
        (await CountAsync(connectionString)).Should().Be(1);
    }

    [Theory]
    [InlineData("other", "at", "date")]
    [InlineData("log; DROP TABLE log; --", "at", "date")]
    [InlineData("public.log", "at", "date")]
    [InlineData("pg_catalog.pg_class", "relname", "date")]
    [InlineData("log", "at\" OR true --", "date")]
    [InlineData("log", "AT", "date")]
    [InlineData("log", "id", "date")]
    [InlineData("log", "at", "unix-seconds")]
    [InlineData("keyless", "at", "date")]
    public async Task CleanUp_ByARuleThatDoesNotFit_IsRefused(string table, string column, string format)
    {
        var connectionString = await PostgresDatabases.CreateAsync("CREATE TABLE log(id int PRIMARY KEY, at date); INSERT INTO log VALUES (1, '2020-01-01'); CREATE TABLE keyless(at date)");

        var failure = await Databases.FailureOf(Service(connectionString, table, column, format).CleanUpAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.CleanUpRefused);
        (await CountAsync(connectionString)).Should().Be(1);
    }

    private static IDatabaseService Service(string connectionString, string table = "log", string column = "at", string format = "date")
    {
        var options = PostgresDatabases.Options(connectionString);
        options.CleanUp["old"] = new DatabaseCleanUpOptions { Table = table, Column = column, Age = TimeSpan.FromDays(30), Format = format };
        return Databases.Service(options);
    }

    private static Task<long> CountAsync(string connectionString, string table = "log") => PostgresDatabases.ReadAsync<long>(connectionString, $"SELECT count(*) FROM {table}");
}
