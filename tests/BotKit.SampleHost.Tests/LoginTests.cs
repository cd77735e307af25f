using System.Net;

namespace BotKit.SampleHost.Tests;

public sealed class LoginTests : IDisposable
{
    private const string Bots = "/api/admin/bots";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Start_FirstTime_ShowsATokenThatTheApiTakes()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient(host.Token);

        var answer = await Answer.GetAsync(client, Bots);

        answer.Status.Should().Be(HttpStatusCode.OK);
        answer.Body.GetProperty("bots").EnumerateArray().Select(bot => bot.GetProperty("name").GetString()).Should().Equal("analytics", "botkit-notify-ops", "content", "database", "doomed", "enquiries", "flaky", "lead", "workflow");
    }

    [Fact]
    public async Task Start_Again_ShowsNoTokenAndTakesTheFirstOne()
    {
        string token;
        await using (var first = await SampleHostProcess.StartAsync(_folder.Path))
        {
            token = first.Token!;
        }

        await using var second = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = second.CreateClient(token);

        second.Token.Should().BeNull();
        (await Answer.GetAsync(client, Bots)).Status.Should().Be(HttpStatusCode.OK);
        File.ReadAllText(Path.Combine(_folder.Path, "admin-token.sha256")).Should().NotContain(token);
    }

    [Fact]
    public async Task Start_WithReset_ShowsANewTokenAndRefusesTheOldOne()
    {
        string token;
        await using (var first = await SampleHostProcess.StartAsync(_folder.Path))
        {
            token = first.Token!;
        }

        await using var second = await SampleHostProcess.StartAsync(_folder.Path, environment: null, "--reset-admin-token");
        using var old = second.CreateClient(token);
        using var renewed = second.CreateClient(second.Token);

        (await Answer.GetAsync(old, Bots)).Status.Should().Be(HttpStatusCode.Unauthorized);
        (await Answer.GetAsync(renewed, Bots)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Start_WithTokenInTheEnvironment_TakesItAndShowsNone()
    {
        var environment = new Dictionary<string, string> { ["BOTKIT_ADMIN_TOKEN"] = "a-token-of-my-own-choice" };
        await using var host = await SampleHostProcess.StartAsync(_folder.Path, environment);
        using var client = host.CreateClient("a-token-of-my-own-choice");

        host.Token.Should().BeNull();
        (await Answer.GetAsync(client, Bots)).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Run_WithoutCredentials_IsRefusedAndRunsNothing()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var stranger = host.CreateClient();
        using var admin = host.CreateClient(host.Token);

        var answer = await Answer.PostAsync(stranger, $"{Bots}/flaky", """{"behaviour":"succeed"}""");

        answer.Status.Should().Be(HttpStatusCode.Unauthorized);
        (await Answer.GetAsync(admin, $"{Bots}/runs")).Body.GetProperty("runs").GetArrayLength().Should().Be(0);
    }

    [Fact]
    public async Task Login_WithTheCodeOfTheLink_WorksExactlyOnce()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("X-BotKit", "1");
        var login = $$"""{"code":"{{host.LoginLink.Fragment["#code=".Length..]}}"}""";

        (await Answer.PostAsync(client, "/login", login)).Status.Should().Be(HttpStatusCode.NoContent);
        (await Answer.GetAsync(client, Bots)).Status.Should().Be(HttpStatusCode.OK);
        (await Answer.PostAsync(client, "/login", login)).Status.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Login_FromAnotherSite_IsRefusedAndKeepsTheCode()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient();
        var login = $$"""{"code":"{{host.LoginLink.Fragment["#code=".Length..]}}"}""";

        (await Answer.PostAsync(client, "/login", login)).Status.Should().Be(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Add("X-BotKit", "1");
        (await Answer.PostAsync(client, "/login", login)).Status.Should().Be(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Run_WithTheCookieButWithoutTheHeader_IsRefused()
    {
        await using var host = await SampleHostProcess.StartAsync(_folder.Path);
        using var client = host.CreateClient();
        client.DefaultRequestHeaders.Add("X-BotKit", "1");
        await Answer.PostAsync(client, "/login", $$"""{"token":"{{host.Token}}"}""");
        client.DefaultRequestHeaders.Remove("X-BotKit");
        client.DefaultRequestHeaders.Add("Sec-Fetch-Site", "same-origin");

        (await Answer.PostAsync(client, $"{Bots}/flaky", """{"behaviour":"succeed"}""")).Status.Should().Be(HttpStatusCode.Forbidden);
        client.DefaultRequestHeaders.Add("X-BotKit", "1");
        (await Answer.PostAsync(client, $"{Bots}/flaky", """{"behaviour":"succeed"}""")).Status.Should().Be(HttpStatusCode.OK);
    }
}
