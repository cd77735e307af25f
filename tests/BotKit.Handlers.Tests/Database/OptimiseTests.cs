using Microsoft.Data.Sqlite;
using Npgsql;

namespace BotKit.Handlers.Tests.Database;

public sealed class OptimiseTests : IDisposable
{
    private const string Fill = "CREATE TABLE \"t\"\";--\"(a, b); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000) INSERT INTO \"t\"\";--\" SELECT i, hex(randomblob(20)) FROM n; CREATE INDEX i ON \"t\"\";--\"(b);";

    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("PRAGMA journal_mode=DELETE;")]
    [InlineData("PRAGMA journal_mode=WAL;")]
    [InlineData("PRAGMA auto_vacuum=INCREMENTAL;")]
    public async Task Optimise_OfSqlite_AnalyzesAndGivesSpaceBack(string settings)
    {
        var path = _folder.Database("a.db", $"{settings} {Fill} DELETE FROM \"t\"\";--\" WHERE a > 100");
        var service = Databases.Service(Databases.File(path));

        var plan = await service.PlanOptimiseAsync("shop", reindex: true);
        var done = await service.OptimiseAsync("shop", reindex: true);

        plan.Steps.Should().Equal(
            new PlannedOptimisationStep("reindex", "i"), new PlannedOptimisationStep("analyze", "t\";--"), new PlannedOptimisationStep("vacuum", "shop"));
        done.Steps.Select(step => (step.Step, step.Outcome)).Should().Equal(
            ("reindex", OptimisationOutcome.Done), ("analyze", OptimisationOutcome.Done), ("vacuum", OptimisationOutcome.Done));
        done.BytesBefore.Should().Be(plan.Bytes).And.BeGreaterThan(1_000_000);
        done.BytesAfter.Should().Be(new FileInfo(path).Length).And.BeLessThan(100_000);
        (await service.GetStatisticsAsync("shop")).FreePages.Should().Be(0);
        (await service.CheckIntegrityAsync("shop")).Healthy.Should().BeTrue();
        (await service.PlanOptimiseAsync("shop")).Steps.Should().NotContain(step => step.Step == "vacuum");
    }

    [Fact]
    public async Task Optimise_OfALockedSqliteFile_GivesUpAtTheBudget()
    {
        var path = _folder.Database("a.db", Fill);
        var options = Databases.File(path);
        options.LockBudget = TimeSpan.FromMilliseconds(50);
        using var other = new SqliteConnection($"Data Source={path};Pooling=False");
        other.Open();
        using var transaction = other.BeginTransaction(deferred: false);

        var done = await Databases.Service(options).OptimiseAsync("shop");

        done.Steps.Should().ContainSingle().Which.Outcome.Should().Be(OptimisationOutcome.Busy);
        done.Steps[0].Milliseconds.Should().BeInRange(40, 1000);
    }

    [Fact]
    public async Task Optimise_OfSqlite_TakesAStepBackThatHoldsTheLockTooLong()
    {
        // 2 of 5 MB are free; what is left takes more than 10 ms to write.
        var path = _folder.Database("a.db", Fill + "DELETE FROM \"t\"\";--\" WHERE a > 12000");
        var options = Databases.File(path);
        options.LockBudget = TimeSpan.FromMilliseconds(10);
        options.BackupFolder = _folder["x"];
        _folder.Database("a.db", Fill.Replace("t\"\";--", "u", StringComparison.Ordinal).Replace("INDEX i", "INDEX j", StringComparison.Ordinal).Replace("20000", "200000", StringComparison.Ordinal) + "DELETE FROM u WHERE a > 150000");

        var done = await Databases.Service(options).OptimiseAsync("shop");

        done.Steps[^1].Step.Should().Be("vacuum");
        done.Steps[^1].Outcome.Should().Be(OptimisationOutcome.OverBudget);
        done.BytesAfter.Should().Be(done.BytesBefore);
        (await Databases.Service(options).CheckIntegrityAsync("shop")).Healthy.Should().BeTrue();
    }

    [Fact]
    public async Task Optimise_OfPostgres_VacuumsAnalyzesAndBuildsIndexesAnew()
    {
        var connectionString = await PostgresDatabases.CreateAsync(
            """
            CREATE TABLE "t"";--"(id int PRIMARY KEY, b text) WITH (autovacuum_enabled = off); INSERT INTO "t"";--" SELECT i, md5(i::text) FROM generate_series(1, 5000) i; CREATE INDEX "i" ON "t"";--"(b);
            """);
        await PostgresDatabases.ExecuteAsync(connectionString, "DELETE FROM \"t\"\";--\" WHERE id > 100; SELECT pg_stat_force_next_flush()");
        var service = Databases.Service(PostgresDatabases.Options(connectionString));

        var plan = await service.PlanOptimiseAsync("shop", reindex: true);
        var done = await service.OptimiseAsync("shop", reindex: true);

        plan.Steps.Should().Equal(
            new PlannedOptimisationStep("reindex", "i"), new PlannedOptimisationStep("reindex", "t\";--_pkey"),
            new PlannedOptimisationStep("vacuum", "t\";--"), new PlannedOptimisationStep("analyze", "t\";--"));
        done.Steps.Should().OnlyContain(step => step.Outcome == OptimisationOutcome.Done);
        (await PostgresDatabases.ReadAsync<float>(connectionString, "SELECT reltuples FROM pg_class WHERE relname = 't\";--'")).Should().Be(100);
        done.BytesAfter.Should().BeLessThan(done.BytesBefore);
    }

    [Fact]
    public async Task Optimise_OfALockedPostgresTable_GivesUpAtTheBudgetAndLeavesNoIndex()
    {
        var connectionString = await PostgresDatabases.CreateAsync("CREATE TABLE t(id int PRIMARY KEY); CREATE TABLE u(id int)");
        var options = PostgresDatabases.Options(connectionString);
        options.LockBudget = TimeSpan.FromMilliseconds(50);
        await using var other = new NpgsqlConnection(connectionString + ";Pooling=false");
        await other.OpenAsync();
        await using var transaction = await other.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("INSERT INTO t VALUES (1); LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE", other))
        {
            await hold.ExecuteNonQueryAsync();
        }

        var done = await Databases.Service(options).OptimiseAsync("shop", reindex: true);
        await transaction.RollbackAsync();

        done.Steps.Select(step => (step.Step, step.Target, step.Outcome)).Should().Equal(
            ("reindex", "t_pkey", OptimisationOutcome.Busy), ("analyze", "t", OptimisationOutcome.Busy), ("analyze", "u", OptimisationOutcome.Done));
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).Should().Be(0);
    }

    [Fact]
    public async Task Optimise_AfterABuildThatWasCutOff_DropsWhatItLeft()
    {
        var connectionString = await PostgresDatabases.CreateAsync("CREATE TABLE t(a int); INSERT INTO t SELECT 1 FROM generate_series(1, 2); CREATE INDEX i ON t(a)");
        await FluentActions.Awaiting(() => PostgresDatabases.ExecuteAsync(connectionString, "CREATE UNIQUE INDEX CONCURRENTLY i_ccnew ON t(a)")).Should().ThrowAsync<PostgresException>();
        (await PostgresDatabases.ReadAsync<long>(connectionString, "SELECT count(*) FROM pg_index WHERE NOT indisvalid")).Should().Be(1);

        var done = await Databases.Service(PostgresDatabases.Options(connectionString)).OptimiseAsync("shop", reindex: true);

        done.Steps.Should().OnlyContain(step => step.Outcome == OptimisationOutcome.Done);
        (await PostgresDatabases.ReadAsync<string>(connectionString, "SELECT string_agg(indexrelid::regclass::text, ' ') FROM pg_index WHERE indrelid = 't'::regclass")).Should().Be("i");
    }

    [Fact]
    public async Task Optimise_OfAFileThatIsNotTrusted_IsRefused()
    {
        var service = Databases.Service(Databases.File(_folder.Database("a.db", "CREATE TABLE t(a)"), trusted: false));

        (await Databases.FailureOf(service.OptimiseAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseNotTrusted);
        (await Databases.FailureOf(service.PlanOptimiseAsync("shop"))).Code.Should().Be(DatabaseErrorCodes.DatabaseNotTrusted);
    }

    public void Dispose() => _folder.Dispose();
}
