namespace BotKit.Handlers.Tests.Database;

/// <summary>What long operations say of how far they have come.</summary>
public sealed class DatabaseProgressTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task EachLongOperation_TellsHowFarItHasCome(bool sqlite)
    {
        var service = await ServiceAsync(sqlite);

        await ExpectAsync(progress => service.BackupAsync("progress", progress).AsTask());
        await ExpectAsync(progress => service.RestoreAsync("progress", null, progress).AsTask());
        await ExpectAsync(progress => service.MigrateAsync("progress", progress).AsTask());
        await ExpectAsync(progress => service.OptimiseAsync("progress", reindex: true, progress).AsTask());
        await ExpectAsync(progress => service.CleanUpAsync("progress", null, progress).AsTask());
    }

    private static async Task ExpectAsync(Func<IProgress<DatabaseProgress>, Task> operation)
    {
        var heard = new List<DatabaseProgress>();

        await operation(new Heard(heard.Add));

        heard.Should().NotBeEmpty();
        heard.Should().OnlyContain(progress => progress.Fraction >= 0 && progress.Fraction <= 1 && progress.Message.Length > 0 && !progress.Message.Contains("secret"));
        heard.Select(progress => progress.Fraction).Should().BeInAscendingOrder();
    }

    private async Task<IDatabaseService> ServiceAsync(bool sqlite)
    {
        const string table = "CREATE TABLE log(id int PRIMARY KEY, at {0}, message text);";
        var options = sqlite
            ? Databases.File(_folder.Database("a.db", string.Format(null, table, "TEXT")
                + "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO log SELECT i, '2020-01-01', 'secret' FROM n"))
            : PostgresDatabases.Options(await PostgresDatabases.CreateAsync(
                string.Format(null, table, "timestamptz") + "INSERT INTO log SELECT i, '2020-01-01', 'secret' FROM generate_series(1, 5000) i"));
        options.BackupFolder = _folder["backups"];
        options.RestoreFolder = _folder["restored"];
        options.MigrationsFolder = _folder["migrations"];
        options.CleanUp["old"] = new DatabaseCleanUpOptions { Table = "log", Column = "at", Age = TimeSpan.FromDays(30) };
        Directory.CreateDirectory(options.MigrationsFolder);
        File.WriteAllText(_folder["migrations/1_a.sql"], "CREATE TABLE a(b int)");
        File.WriteAllText(_folder["migrations/2_b.sql"], "CREATE TABLE b(b int)");
        return Databases.Service(options, "progress");
    }

    public void Dispose() => _folder.Dispose();
}
