using System.Net;
using System.Net.Sockets;

namespace BotKit.SampleHost.Tests;

/// <summary>A start that the user can mend is refused in words, not in a stack trace.</summary>
public sealed class StartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("Bots__flaky__TotalTimout", "1", "TotalTimout")]
    [InlineData("BOTKIT_POSTGRES", "Host=127.0.0.1;Port=1;Database=studio;Username=studio;Password=private", "The store cannot be reached")]
    [InlineData("BOTKIT_POSTGRES", "nonsense", "initialization string")]
    [InlineData("BOTKIT_ADMIN_TOKEN", "short", "BOTKIT_ADMIN_TOKEN is too short")]
    [InlineData("Node__Lease", "0", "Lease")]
    [InlineData("Kestrel__Endpoints__Http__Url", "nonsense", "nonsense")]
    public async Task BadSetting_IsNamed(string name, string value, string words)
        => await ShouldBeRefusedAsync(words, new() { [name] = value });

    [Fact]
    public async Task BadSettingsOfSeveralBots_AreAllNamed()
        => await ShouldBeRefusedAsync("Leads:KeepModles is not a setting of the lead bot. Analytics:Reprots", new() { ["Leads__KeepModles"] = "1", ["Analytics__Reprots"] = "1" });

    [Theory]
    [InlineData("Content__Voyces__studio__Brand", "BV", "Content:Voyces is not a setting of the content bot")]
    [InlineData("Content__Voices__studio__Links__films", "javascript:alert(1)", "films")]
    [InlineData("Content__Gates__MaxTitle", "many", "Content:Gates:MaxTitle is not a setting, lacks one, or has a value of the wrong type")]
    [InlineData("Content__Templates__en-newsletter", "{% for x in y %}", "en-newsletter")]
    [InlineData("Workflows__Folder", "no-such-folder", "no-such-folder")]
    [InlineData("Workflows__MaxSteps", "0", "MaxSteps")]
    [InlineData("Workflows__Email__AllowedRecipient", "example.com", "Workflows:Email:AllowedRecipient is not a setting")]
    public async Task BadSettingOfContentOrWorkflows_IsNamed(string name, string value, string words)
        => await ShouldBeRefusedAsync(words, new() { [name] = value });

    [Fact]
    public async Task PortInUse_IsNamed()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://{other.LocalEndpoint}";

        await ShouldBeRefusedAsync($"{address}: address already in use", new() { ["Kestrel__Endpoints__Http__Url"] = address });
    }

    [Fact]
    public async Task BrokenBotsJson_IsNamed()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "bots.json"), """{ "Bots": {""", TestContext.Current.CancellationToken);

        await ShouldBeRefusedAsync("bots.json", [], _folder.Path);
    }

    [Fact]
    public async Task DataFolderThatIsAFile_IsNamed()
    {
        var file = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        await ShouldBeRefusedAsync(file, new() { ["DataFolder"] = file });
    }

    private async Task ShouldBeRefusedAsync(string words, Dictionary<string, string> environment, string? workingDirectory = null)
    {
        var (exitCode, output, error) = await SampleHostProcess.StartRefusedAsync(Path.Combine(_folder.Path, "data"), environment, workingDirectory);

        exitCode.Should().Be(1, output + error);
        error.Should().StartWith("The sample host did not start. ").And.ContainEquivalentOf(words).And.NotContain("private");
        (output + error).Should().NotContain("Exception").And.NotContain("   at ");
    }
}
