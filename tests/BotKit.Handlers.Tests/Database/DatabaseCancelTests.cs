namespace BotKit.Handlers.Tests.Database;

/// <summary>Long operations, each canceled in its midst: how soon they end, and that nothing stays of what they began.</summary>
public sealed class DatabaseCancelTests(ITestOutputHelper output) : IDisposable
{
    private const double StopBar = 5000;
    private const double AnswerBar = 100;
    private const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public Task Sqlite_EachLongOperation_EndsSoonAfterItIsCanceled(bool trusted) => SqliteAsync(200_000, trusted, after: 30, StopBar);

    [Fact]
    public Task Postgres_EachLongOperation_EndsSoonAfterItIsCanceled() => PostgresAsync(100_000, after: 30, StopBar);

    [Theory(Explicit = true)]
    [Trait("Run", "ByHand")]
    [InlineData(true)]
    [InlineData(false)]
    public Task Sqlite_EachLongOperation_AnswersWithinTheBar(bool trusted) => SqliteAsync(2_000_000, trusted, after: 250, AnswerBar);

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public Task Postgres_EachLongOperation_AnswersWithinTheBar() => PostgresAsync(1_000_000, after: 250, AnswerBar);

    private async Task SqliteAsync(int rows, bool trusted, int after, double bar)
    {
        var path = _folder.Database("a.db", $"""
            PRAGMA journal_mode=WAL;
            CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT, message TEXT);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO log SELECT i, '2020-01-01', hex(randomblob(16)) FROM n;
            CREATE INDEX by_message ON log(message);
            """);
        var options = Prepare(Databases.File(path), Endless, Endless.Replace("SELECT count(*) FROM n", "INSERT INTO log(id) SELECT -i FROM n", StringComparison.Ordinal));
        options.Trusted = trusted;
        var service = Databases.Service(options, "cancel");
        var before = (await service.GetStatisticsAsync("cancel")).Tables.Single().Rows;

        await CancelEachAsync(service, trusted ? "SQLite" : "SQLite in the probe", trusted, after, bar);

        _folder.Files.Should().NotContain(file => file.Contains("restored", StringComparison.Ordinal), "a canceled restore leaves nothing");
        (await service.CheckIntegrityAsync("cancel")).Problems.Should().BeEmpty();
        before.Should().Be(rows);
    }

    private async Task PostgresAsync(int rows, int after, double bar)
    {
        var connectionString = await PostgresDatabases.CreateAsync($"""
            CREATE TABLE log(id int PRIMARY KEY, at timestamptz, message text);
            INSERT INTO log SELECT i, timestamptz '2020-01-01Z', md5(i::text) FROM generate_series(1, {rows}) i;
            CREATE INDEX by_message ON log(message);
            CREATE TABLE line(log int REFERENCES log ON DELETE CASCADE);
            INSERT INTO line SELECT id FROM log;
            CREATE INDEX by_log ON line(log);
            """);
        var service = Databases.Service(Prepare(PostgresDatabases.Options(connectionString), "SELECT pg_sleep(20)", "SELECT pg_sleep(600)"), "cancel");

        await CancelEachAsync(service, "PostgreSQL", writes: true, after, bar);

        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_database WHERE datname LIKE 'cancel%'")).Should().Be(0);
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).Should().Be(0);
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state = 'active' AND pid <> pg_backend_pid() AND backend_type = 'client backend'"))
            .Should().Be(0, "the server has stopped, too");
    }

    private async Task CancelEachAsync(IDatabaseService service, string what, bool writes, int after, double bar)
    {
        await CancelAsync($"{what}, query", token => service.QueryAsync("cancel", "ask", Parameters.None, token).AsTask(), after, bar);
        await CancelAsync($"{what}, integrity", token => service.CheckIntegrityAsync("cancel", token).AsTask(), after, bar);
        await CancelAsync($"{what}, backup", token => service.BackupAsync("cancel", null, token).AsTask(), after, bar);
        Directory.EnumerateFiles(_folder["backups"]).Should().BeEmpty("a canceled backup leaves nothing");
        var backup = await service.BackupAsync("cancel");
        await CancelAsync($"{what}, restore", token => service.RestoreAsync("cancel", null, null, token).AsTask(), after, bar);
        Directory.EnumerateFiles(_folder["backups"]).Should().HaveCount(2);
        (await service.ListBackupsAsync("cancel")).Backups.Should().ContainSingle().Which.File.Should().Be(backup.File);
        if (writes)
        {
            await CancelAsync($"{what}, dry run of clean-up", token => service.PlanCleanUpAsync("cancel", null, token).AsTask(), after, bar);
            await CancelAsync($"{what}, migrate", token => service.MigrateAsync("cancel", null, token).AsTask(), after, bar);
            await CancelAsync($"{what}, optimise", token => service.OptimiseAsync("cancel", reindex: true, null, token).AsTask(), after, bar);
            await CancelAsync($"{what}, clean-up", token => service.CleanUpAsync("cancel", null, null, token).AsTask(), after, bar);
        }
    }

    private async Task CancelAsync(string what, Func<CancellationToken, Task> operation, int after, double bar)
    {
        var clock = TimeProvider.System;
        var canceledAt = 0L;
        using var cancel = new CancellationTokenSource();
        var running = operation(cancel.Token);
        await using var timer = clock.CreateTimer(_ => Cancel(), null, TimeSpan.FromMilliseconds(after), Timeout.InfiniteTimeSpan);
        await FluentActions.Awaiting(() => running).Should().ThrowAsync<OperationCanceledException>(what);
        var took = clock.GetElapsedTime(canceledAt).TotalMilliseconds;

        output.WriteLine($"{what}: ended {took:F1} ms after it was canceled (bar {bar})");
        took.Should().BeInRange(0, bar, what);

        void Cancel()
        {
            canceledAt = clock.GetTimestamp();
            cancel.Cancel();
        }
    }

    private DatabaseOptions Prepare(DatabaseOptions options, string query, string migration)
    {
        options.BackupFolder = _folder["backups"];
        options.RestoreFolder = _folder["restored"];
        options.MigrationsFolder = _folder["migrations"];
        options.LockBudget = TimeSpan.FromMinutes(1);
        options.CleanUp["old"] = new DatabaseCleanUpOptions { Table = "log", Column = "at", Age = TimeSpan.FromDays(30) };
        Directory.CreateDirectory(options.BackupFolder);
        Directory.CreateDirectory(options.MigrationsFolder);
        File.WriteAllText(_folder["migrations/1_endless.sql"], migration);
        return options.WithQuery(query);
    }

    public void Dispose() => _folder.Dispose();
}
