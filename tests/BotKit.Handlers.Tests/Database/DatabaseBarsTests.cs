namespace BotKit.Handlers.Tests.Database;

/// <summary>The bars of a table of 1,000,000 rows, printed with what was measured.</summary>
public sealed class DatabaseBarsTests(ITestOutputHelper output) : IDisposable
{
    private const int Rows = 1_000_000;
    private const double StatisticsBar = 2000;
    private const double LockBar = 50;

    private readonly TemporaryFolder _folder = new();

    [Theory(Explicit = true)]
    [Trait("Run", "ByHand")]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public async Task Sqlite_AMillionRows_AreCountedAndCleanedUpWithinTheBars(string journal)
    {
        var path = _folder.Database("million.db", $"""
            PRAGMA journal_mode={journal};
            CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT NOT NULL, level INTEGER, message TEXT);
            BEGIN;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows})
            INSERT INTO log SELECT i, strftime('%Y-%m-%dT%H:%M:%SZ', '2026-11-23 12:30:45', -(i * 7919 % 100) || ' days'), i % 5, 'A message of ordinary length, number ' || i FROM n;
            COMMIT;
            CREATE INDEX by_level ON log(level);
            """);
        var options = Databases.File(path);
        options.CleanUp["old"] = Rule();

        await MeasureAsync(Databases.Service(options), $"SQLite, journal {journal}");
        (await Databases.Service(options).CheckIntegrityAsync("shop")).Problems.Should().BeEmpty();
    }

    [Fact(Explicit = true)]
    [Trait("Run", "ByHand")]
    public async Task Postgres_AMillionRows_AreCountedAndCleanedUpWithinTheBars()
    {
        var connectionString = await PostgresDatabases.CreateAsync($"""
            CREATE TABLE log(id int PRIMARY KEY, at timestamptz NOT NULL, level int, message text);
            INSERT INTO log SELECT i, timestamptz '2026-11-23 12:30:45Z' - (i::bigint * 7919 % 100) * interval '1 day', i % 5, 'A message of ordinary length, number ' || i FROM generate_series(1, {Rows}) i;
            CREATE INDEX by_level ON log(level); ANALYZE log;
            """);
        var options = PostgresDatabases.Options(connectionString);
        options.CleanUp["old"] = Rule();

        await MeasureAsync(Databases.Service(options), "PostgreSQL");
    }

    [Fact]
    public async Task Sqlite_ATenthOfIt_IsCleanedUpInShortBatches()
    {
        var path = _folder.Database("a.db", $"""
            PRAGMA journal_mode=WAL; CREATE TABLE log(id INTEGER PRIMARY KEY, at TEXT NOT NULL);
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {Rows / 10}) INSERT INTO log SELECT i, '2020-01-01' FROM n;
            """);
        var options = Databases.File(path);
        options.CleanUp["old"] = Rule();

        var rule = (await Databases.Service(options).CleanUpAsync("shop")).Rules[0];

        output.WriteLine($"{rule.Removed} rows in {rule.Batches} batches, longest lock {rule.LongestLockMilliseconds:F1} ms");
        rule.Removed.Should().Be(Rows / 10);
        rule.Batches.Should().BeGreaterThan(10);
    }

    private async Task MeasureAsync(IDatabaseService service, string what)
    {
        var clock = TimeProvider.System;
        var started = clock.GetTimestamp();
        var statistics = await service.GetStatisticsAsync("shop");
        var counted = clock.GetElapsedTime(started).TotalMilliseconds;

        started = clock.GetTimestamp();
        var plan = await service.PlanCleanUpAsync("shop");
        var planned = clock.GetElapsedTime(started).TotalSeconds;

        started = clock.GetTimestamp();
        var rule = (await service.CleanUpAsync("shop")).Rules[0];
        var cleaned = clock.GetElapsedTime(started).TotalSeconds;

        output.WriteLine($"{what}: statistics {counted:F0} ms (bar {StatisticsBar}), dry run {planned:F1} s, clean-up of {rule.Removed} rows {cleaned:F1} s in {rule.Batches} batches, longest lock {rule.LongestLockMilliseconds:F1} ms (bar {LockBar})");
        statistics.Tables.Single().Rows.Should().Be(Rows);
        plan.Rules[0].Rows.Should().Be(rule.Removed);
        rule.Removed.Should().Be(Rows / 100 * 70);
        counted.Should().BeLessThan(StatisticsBar);
        rule.LongestLockMilliseconds.Should().BeLessThan(LockBar);
    }

    private static DatabaseCleanUpOptions Rule() => new() { Table = "log", Column = "at", Age = TimeSpan.FromDays(30) };

    public void Dispose() => _folder.Dispose();
}
