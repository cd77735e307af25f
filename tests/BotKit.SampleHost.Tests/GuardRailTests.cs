using System.Net;

namespace BotKit.SampleHost.Tests;

public sealed class GuardRailTests : IAsyncLifetime
{
    private const string Flaky = "/api/admin/bots/flaky";
    private readonly TemporaryFolder _folder = new();
    private SampleHostProcess _host = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _host = await SampleHostProcess.StartAsync(_folder.Path);
        _client = _host.CreateClient(_host.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task FiveFailures_OpenTheCircuit_AndResetClosesIt()
    {
        for (var i = 0; i < 5; i++)
        {
            (await Run("fail")).Status.Should().Be(HttpStatusCode.InternalServerError);
        }

        var sixth = await Run("succeed");
        sixth.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        sixth.ErrorCode.Should().Be("circuit_open");
        sixth.RetryAfter.Should().BeGreaterThan(TimeSpan.FromSeconds(50)).And.BeLessThanOrEqualTo(TimeSpan.FromSeconds(60));

        (await Answer.PostAsync(_client, $"{Flaky}/circuit/reset", "{}")).Status.Should().Be(HttpStatusCode.OK);
        (await Run("succeed")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task CriticalFailure_AlertsOnceAndPauses()
    {
        (await Run("critical")).Status.Should().Be(HttpStatusCode.InternalServerError);

        (await Run("succeed")).ErrorCode.Should().Be("paused");
        var health = await Answer.GetAsync(_client, "/api/admin/bots/health");
        health.Status.Should().Be(HttpStatusCode.ServiceUnavailable);
        health.Body.GetProperty("overall").GetString().Should().Be("degraded");
        health.Body.GetProperty("alerts").GetArrayLength().Should().Be(1);

        await Answer.PostAsync(_client, $"{Flaky}/resume", "{}");
        (await Run("succeed")).Status.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Hang_EndsWithTheTimeout()
        => (await Run("hang")).Status.Should().Be(HttpStatusCode.GatewayTimeout);

    [Fact]
    public async Task FailOnce_IsRetried()
        => (await Run("failOnce")).Body.GetProperty("attempts").GetInt32().Should().Be(2);

    [Fact]
    public async Task Failure_KeepsTheExceptionsTextInTheLog()
    {
        var answer = await Run("fail");

        answer.Body.GetRawText().Should().NotContain("secret").And.NotContain("Exception").And.NotContain(" at ");
    }

    private Task<Answer> Run(string behaviour) => Answer.PostAsync(_client, Flaky, $$"""{"behaviour":"{{behaviour}}"}""");
}
