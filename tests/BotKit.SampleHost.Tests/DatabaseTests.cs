using System.Net;

namespace BotKit.SampleHost.Tests;

public sealed class DatabaseTests : IDisposable
{
    private const string Database = "/api/admin/bots/database";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Statistics_OfTheDemoDatabase_AreTheSameEveryTime()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var answer = await Answer.PostAsync(client, Database, """{"operation":"statistics","database":"studio"}""");

        answer.Data.GetProperty("tables").EnumerateArray()
            .Select(table => (table.GetProperty("name").GetString(), table.GetProperty("rows").GetInt64()))
            .Should().Equal(("audience", 1_200), ("client", 40), ("crew", 12), ("invoice", 120), ("project", 120), ("shoot", 385), ("video", 317));
    }

    [Fact]
    public async Task Query_OfTheDemoDatabase_GivesRows()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var answer = await Answer.PostAsync(
            client, Database, """{"operation":"query","database":"studio","query":"projects-by-status","parameters":{"status":"editing"}}""");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Data.GetProperty("rows").GetArrayLength().Should().BeGreaterThan(0);
    }

    [Fact]
    public async Task Chinook_NamedInTheEnvironment_IsCountedAndBackedUp()
    {
        var environment = Named("chinook", TestData.Path("database/Chinook_Sqlite.sqlite"));
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, environment);
        using var client = host.CreateClient(host.Token);

        var statistics = await Answer.PostAsync(client, Database, """{"operation":"statistics","database":"chinook"}""");
        var backup = await Answer.PostAsync(client, Database, """{"operation":"backup","database":"chinook"}""");

        var rows = statistics.Data.GetProperty("tables").EnumerateArray()
            .ToDictionary(table => table.GetProperty("name").GetString()!, table => table.GetProperty("rows").GetInt64());
        rows.Should().HaveCount(11).And.Contain("Track", 3503).And.Contain("PlaylistTrack", 8715);
        var file = Path.Combine(_folder.Path, "chinook-backups", backup.Data.GetProperty("file").GetString()!);
        new FileInfo(file).Length.Should().Be(backup.Data.GetProperty("bytes").GetInt64());
    }

    [Theory]
    [InlineData("corruptL-8.db")]
    [InlineData("corruptN-1.db")]
    [InlineData("dbfuzz001-3.db")]
    [InlineData("pragma6-1.db")]
    public async Task DamagedFile_IsUnhealthyAndTheHostLives(string file)
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, Named("damaged", TestData.Path("database/damaged/" + file)));
        using var client = host.CreateClient(host.Token);

        var answer = await Answer.PostAsync(client, Database, """{"operation":"integrity","database":"damaged"}""");

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Data.GetProperty("healthy").GetBoolean().Should().BeFalse();
        answer.Data.GetProperty("problems").GetArrayLength().Should().BeGreaterThan(0);
        host.HasExited.Should().BeFalse();
        (await Answer.GetAsync(client, Database)).Status.Should().Be(HttpStatusCode.OK);
    }

    private Dictionary<string, string> Named(string name, string file) => new()
    {
        [$"Databases__{name}__Provider"] = "sqlite",
        [$"Databases__{name}__ConnectionString"] = $"Data Source={file}",
        [$"Databases__{name}__BackupFolder"] = Path.Combine(_folder.Path, name + "-backups"),
    };
}
