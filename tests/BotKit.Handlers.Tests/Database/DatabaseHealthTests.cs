using BotKit.Handlers.Database;

namespace BotKit.Handlers.Tests.Database;

public sealed class DatabaseHealthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetHealth_GoodFile_IsHealthy(bool trusted)
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");

        var health = await Databases.Service(Databases.File(path, trusted)).GetHealthAsync("Shop");

        health.Database.Should().Be("shop");
        health.Healthy.Should().BeTrue();
        health.Problems.Should().BeEmpty();
        health.JournalMode.Should().Be("delete");
        health.Bytes.Should().Be(new FileInfo(path).Length);
        health.EngineVersion.Should().StartWith("3.");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetHealth_MissingFile_IsUnhealthyAndMakesNone(bool trusted)
    {
        var health = await Databases.Service(Databases.File(_folder["none.db"], trusted)).GetHealthAsync("shop");

        health.Healthy.Should().BeFalse();
        health.Problems.Should().Equal("The database file does not exist.");
        _folder.Files.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task GetHealth_FileThatIsNoDatabase_IsUnhealthy(bool trusted)
    {
        File.WriteAllText(_folder["a.db"], new string('x', 5000));

        var health = await Databases.Service(Databases.File(_folder["a.db"], trusted)).GetHealthAsync("shop");

        health.Healthy.Should().BeFalse();
        health.Problems.Should().Equal("The file is not a SQLite database.");
    }

    [Fact]
    public async Task GetHealth_FolderInsteadOfAFile_IsUnhealthy()
    {
        Directory.CreateDirectory(_folder["a.db"]);

        var health = await Databases.Service(Databases.File(_folder["a.db"])).GetHealthAsync("shop");

        health.Healthy.Should().BeFalse();
    }

    [Fact]
    public async Task GetHealth_LockedDatabase_IsATransientFailureAndNoVerdict()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");
        using var writer = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False");
        writer.Open();
        SqliteStatements.Execute(writer, "BEGIN EXCLUSIVE");

        var failure = await Databases.FailureOf(Databases.Service(Databases.File(path)).GetHealthAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.DatabaseBusy);
        failure.IsTransient.Should().BeTrue();
        failure.Severity.Should().Be(BotSeverity.Standard);
    }

    [Fact]
    public async Task GetHealth_ProbeMissing_IsAFailureOfTheHost()
    {
        var path = _folder.Database("a.db", "CREATE TABLE t(a)");
        var service = Databases.Service(Databases.File(path, trusted: false), probe: new ProbeCommand(_folder["no-such-program"], []));

        var failure = await Databases.FailureOf(service.GetHealthAsync("shop"));

        failure.Code.Should().Be(DatabaseErrorCodes.ProbeUnavailable);
        failure.Severity.Should().Be(BotSeverity.Standard);
        failure.Message.Should().NotContain(_folder.Path);
    }

    public void Dispose() => _folder.Dispose();
}
