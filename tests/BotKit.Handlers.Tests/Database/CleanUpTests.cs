using Microsoft.Data.Sqlite;

namespace BotKit.Handlers.Tests.Database;

public sealed class CleanUpTests : IDisposable
{
    private const string Rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)";

    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task CleanUp_OfADate_RemovesWhatIsTooOldAndNothingElse()
    {
        var path = _folder.Database("a.db", $"""
            CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT);
            {Rows} INSERT INTO log SELECT i, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-23 12:30:45', -(i % 100) || ' days') FROM n;
            INSERT INTO log(at) VALUES (NULL), (5), (1.5), ('yesterday'), ('now'), ('12:00'), (x'00'), ('2026-99-99'), ('2020-01-01'), ('2026-10-24T14:30:45+02:00'), ('2026-10-24T14:30:46+02:00');
            """);

        var plan = await Service(path).PlanCleanUpAsync("shop");
        Count(path, "log").Should().Be(20_011);
        var done = await Service(path).CleanUpAsync("shop", "OLD");

        plan.Rules.Should().Equal(new CleanUpRulePlan("old", "log", Databases.Now.AddDays(-30), 14_002));
        var rule = done.Rules.Should().ContainSingle().Subject;
        rule.Removed.Should().Be(14_002, "the first 30 of 100 days are kept");
        rule.Locked.Should().Be(0);
        rule.Batches.Should().BeGreaterThan(1);
        rule.LongestLockMilliseconds.Should().BePositive();
        Count(path, "log WHERE typeof(at) = 'text' AND julianday(at) < julianday('2026-10-24T12:30:45.678Z')").Should().Be(3, "numbers and times of day are no dates");
        Count(path, "log").Should().Be(6_009);
    }

    [Theory]
    [InlineData("unix-seconds", 1_761_310_000, 1)]
    [InlineData("unix-milliseconds", 1_761_310_000, 2)]
    public async Task CleanUp_OfANumber_ReadsItAsTheRuleSays(string format, long old, int removed)
    {
        var path = _folder.Database("a.db", $"CREATE TABLE log(at); INSERT INTO log VALUES ({old}), ({old * 1000}), ('1'), (NULL), ('{old}')");

        var done = await Service(path, format: format).CleanUpAsync("shop");

        done.Rules[0].Removed.Should().Be(removed);
    }

    [Fact]
    public async Task CleanUp_OfATableWithoutRowNumbers_FollowsItsKey()
    {
        var path = _folder.Database("a.db", $"""
            CREATE TABLE log(a TEXT COLLATE NOCASE, "b""; --" INT, at TEXT, PRIMARY KEY (a DESC, "b""; --")) WITHOUT ROWID;
            {Rows} INSERT INTO log SELECT char(97 + i % 26), i, CASE WHEN i % 3 = 0 THEN '2026-11-20' ELSE '2020-01-01' END FROM n;
            """);

        (await Service(path).CleanUpAsync("shop")).Rules[0].Removed.Should().Be(13_334);

        Count(path, "log").Should().Be(6_666);
    }

    [Fact]
    public async Task CleanUp_OfRowsThatOthersReferTo_FollowsTheKeysOrStops()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT); CREATE TABLE line(log INT REFERENCES log ON DELETE CASCADE); CREATE INDEX by_log ON line(log);
            INSERT INTO log VALUES (1, '2020-01-01'), (2, '2026-11-20'); INSERT INTO line VALUES (1), (2);
            """);

        (await Service(path).CleanUpAsync("shop")).Rules[0].Removed.Should().Be(1);
        Count(path, "line").Should().Be(1);

        _folder.Database("a.db", "CREATE TABLE keep(log INT REFERENCES log); INSERT INTO log VALUES (3, '2020-01-01'); INSERT INTO keep VALUES (3)");
        var failure = await Databases.FailureOf(Service(path).CleanUpAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.CleanUpBlocked);
        failure.Severity.Should().Be(BotSeverity.Warning);
        Count(path, "log").Should().Be(2);
    }

    [Fact]
    public async Task CleanUp_CanceledHalfway_IsContinuedByTheNext()
    {
        var path = _folder.Database("a.db", $"CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT); {Rows} INSERT INTO log SELECT i, '2020-01-01' FROM n");
        using var cancel = new CancellationTokenSource();
        var progress = new Heard(_ => cancel.Cancel());

        await FluentActions.Awaiting(() => Service(path).CleanUpAsync("shop", null, progress, cancel.Token).AsTask()).Should().ThrowAsync<OperationCanceledException>();
        var left = Count(path, "log");
        var done = await Service(path).CleanUpAsync("shop");

        left.Should().BeInRange(1, 19_999);
        done.Rules[0].Removed.Should().Be(left);
        Count(path, "log").Should().Be(0);
    }

    [Fact]
    public async Task CleanUp_WhileOthersWrite_LetsThemIn()
    {
        var path = _folder.Database("a.db", $"PRAGMA journal_mode=WAL; CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT); {Rows} INSERT INTO log SELECT i, '2020-01-01' FROM n");
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() => Write(path, stop.Token));

        var done = await Service(path).CleanUpAsync("shop");
        await stop.CancelAsync();

        done.Rules[0].Removed.Should().Be(20_000);
        (await writer).Should().BePositive();
    }

    [Fact]
    public async Task CleanUp_WhileOthersReadForLong_KeepsNobodyOutAndGoesOnAfterwards()
    {
        var path = _folder.Database("a.db", $"CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT); {Rows} INSERT INTO log SELECT i, '2020-01-01' FROM n");
        using var reader = new SqliteConnection($"Data Source={path};Pooling=False");
        reader.Open();
        using var transaction = reader.BeginTransaction(deferred: true);
        using var command = reader.CreateCommand();
        command.CommandText = "SELECT count(*) FROM log";
        command.ExecuteScalar();

        var cleanUp = Service(path).CleanUpAsync("shop").AsTask();
        for (var count = 0; count < 20; count++)
        {
            Count(path, "log").Should().Be(20_000, "no batch is committed while the reader is there, and each new reader gets in");
        }

        transaction.Rollback();
        var done = await cleanUp;

        done.Rules[0].Removed.Should().Be(20_000);
        Count(path, "log").Should().Be(0);
    }

    [Theory]
    [InlineData("other", "at", "The table of the clean-up rule does not exist.")]
    [InlineData("log; DROP TABLE log; --", "at", "The table of the clean-up rule does not exist.")]
    [InlineData("log\" --", "at", "The table of the clean-up rule does not exist.")]
    [InlineData("sqlite_schema", "name", "The table of the clean-up rule does not exist.")]
    [InlineData("log", "at) OR (1=1", "The column of the clean-up rule does not exist.")]
    [InlineData("log", "1=1; DROP TABLE log; --", "The column of the clean-up rule does not exist.")]
    public async Task CleanUp_ByARuleThatDoesNotFit_IsRefusedBeforeAnyRowGoes(string table, string column, string message)
    {
        var path = _folder.Database("a.db", "CREATE TABLE log(at TEXT); INSERT INTO log VALUES ('2020-01-01')");
        var options = Options(path);
        options.CleanUp["z"] = new DatabaseCleanUpOptions { Table = table, Column = column, Age = TimeSpan.FromDays(30) };

        var failure = await Databases.FailureOf(Databases.Service(options).CleanUpAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.CleanUpRefused);
        failure.Message.Should().Be(message);
        Count(path, "log").Should().Be(1);
    }

    [Fact]
    public async Task CleanUp_WithoutARuleOrTrust_IsRefused()
    {
        var path = _folder.Database("a.db", "CREATE TABLE log(at TEXT); INSERT INTO log VALUES ('2020-01-01')");
        var options = Options(path);
        options.Trusted = false;

        (await Databases.FailureOf(Databases.Service(options).CleanUpAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseNotTrusted);
        (await Databases.FailureOf(Service(path).CleanUpAsync("shop", "'; --"))).Code.Should().Be(DatabaseErrorCodes.CleanUpUnknown);
        (await Databases.FailureOf(Databases.Service(Databases.File(path)).CleanUpAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.CleanUpUnknown);
        (await Databases.FailureOf(Service(_folder["none.db"]).CleanUpAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseMissing);
    }

    private static long Write(string path, CancellationToken stop)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO log(at) VALUES ('2026-11-22')";
        var written = 0L;
        while (!stop.IsCancellationRequested)
        {
            written += command.ExecuteNonQuery();
        }

        return written;
    }

    private static DatabaseOptions Options(string path, string format = "date")
    {
        var options = Databases.File(path);
        options.CleanUp["old"] = new DatabaseCleanUpOptions { Table = "LOG", Column = "AT", Age = TimeSpan.FromDays(30), Format = format };
        return options;
    }

    private static IDatabaseService Service(string path, string format = "date") => Databases.Service(Options(path, format));

    private static long Count(string path, string from)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"SELECT count(*) FROM {from}";
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _folder.Dispose();
}
