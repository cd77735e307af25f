namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseIntegrityTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task CheckIntegrity_Chinook_IsHealthy(bool trusted)
    {
        var service = Databases.Service(Databases.File(TestData.Path("database/Chinook_Sqlite.sqlite"), trusted));

        var integrity = await service.CheckIntegrityAsync("shop");

        integrity.Healthy.Should().BeTrue();
        integrity.Problems.Should().BeEmpty();
    }

    [Fact]
    public async Task CheckIntegrity_EachDamagedFile_IsUnhealthyWithReasons()
    {
        foreach (var path in Directory.GetFiles(TestData.Path("database/damaged"), "*.db"))
        {
            var integrity = await Databases.Service(Databases.File(path, trusted: false)).CheckIntegrityAsync("shop");

            integrity.Healthy.Should().BeFalse(path);
            integrity.Problems.Should().NotBeEmpty(path);
            integrity.Problems.Count.Should().BeLessThanOrEqualTo(100);
            integrity.Problems.Should().OnlyContain(problem => problem.Length <= 300 && !problem.Any(char.IsControl), path);
            integrity.Problems.Should().NotContain(problem => problem.Contains(path), path);
        }
    }

    [Fact]
    public async Task EveryOperation_EachDamagedFile_EndsInAResultOrAWarning()
    {
        foreach (var path in Directory.GetFiles(TestData.Path("database/damaged"), "*.db"))
        {
            var options = Databases.File(path, trusted: false, backupFolder: _folder["backups"]).WithQuery("SELECT * FROM t1");
            var service = Databases.Service(options);

            foreach (var operation in (Func<Task>[])
                [
                    () => service.GetHealthAsync("shop").AsTask(),
                    () => service.GetStatisticsAsync("shop").AsTask(),
                    () => service.AdviseIndexesAsync("shop").AsTask(),
                    () => service.BackupAsync("shop").AsTask(),
                    () => service.RestoreAsync("shop").AsTask(),
                    () => service.MigrateAsync("shop").AsTask(),
                    () => service.OptimiseAsync("shop").AsTask(),
                    () => service.PlanOptimiseAsync("shop").AsTask(),
                    () => service.QueryAsync("shop", "ask", Parameters.None).AsTask(),
                ])
            {
                var failure = await Record.ExceptionAsync(operation);
                (failure is null or BotException { Severity: BotSeverity.Warning }).Should().BeTrue(path);
            }

            _folder.Files.Should().BeEmpty("a damaged database has no verified backup");
        }
    }

    [Fact]
    public async Task CheckIntegrity_BrokenForeignKeys_AreProblemsUpToTheBound()
    {
        var path = _folder.Database("a.db", """
            CREATE TABLE parent(id INTEGER PRIMARY KEY);
            CREATE TABLE child(parent REFERENCES parent);
            PRAGMA foreign_keys=OFF;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150) INSERT INTO child SELECT i FROM n;
            """);

        var integrity = await Databases.Service(Databases.File(path)).CheckIntegrityAsync("shop");

        integrity.Healthy.Should().BeFalse();
        integrity.Problems.Should().HaveCount(100);
        integrity.Problems[0].Should().Be("Row 1 of table child refers to a missing row of table parent");
        integrity.Truncated.Should().BeTrue();
    }

    [Fact]
    public async Task CheckIntegrity_MissingFile_IsUnhealthyAndMakesNone()
    {
        var integrity = await Databases.Service(Databases.File(_folder["none.db"], trusted: false)).CheckIntegrityAsync("shop");

        integrity.Healthy.Should().BeFalse();
        integrity.Problems.Should().Equal("The database file does not exist.");
        _folder.Files.Should().BeEmpty();
    }

    [Fact]
    public async Task CheckIntegrity_Canceled_Throws()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync();

        foreach (var trusted in (bool[])[true, false])
        {
            var check = async () => await Databases.Service(Databases.File(path, trusted)).CheckIntegrityAsync("shop", canceled.Token);
            await check.Should().ThrowAsync<OperationCanceledException>();
        }
    }

    public void Dispose() => _folder.Dispose();
}
