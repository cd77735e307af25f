using System.Net;
using System.Text.Json;
using BotKit.Health;
using BotKit.Notifications;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Endpoints;

public sealed class HealthEndpointTests
{
    [Fact]
    public async Task Report_HasExactlyTheMembersOfTheContract()
    {
        await using var host = await ApiHost.StartAsync();
        using var run = await host.Client.RunAsync("echo", """{"text":"hello"}""");

        var body = await host.Client.ReadJsonAsync("/health");

        Members(body).Should().Equal("timestamp", "overall", "bots", "database", "scheduler", "alerts");
        body.GetProperty("timestamp").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        body.Text("overall").Should().Be("healthy");
        body.GetProperty("database").GetBoolean().Should().BeTrue();
        body.GetProperty("scheduler").GetBoolean().Should().BeTrue();
        body.GetProperty("alerts").GetArrayLength().Should().Be(0);
        Members(body.GetProperty("bots")).Should().Equal("echo", "scripted");
        var bot = body.GetProperty("bots").GetProperty("echo");
        Members(bot).Should().Equal("status", "lastExecution", "responseTime");
        bot.Text("status").Should().Be("healthy");
        bot.GetProperty("lastExecution").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        bot.GetProperty("responseTime").GetDouble().Should().BeGreaterThanOrEqualTo(0);
        body.GetProperty("bots").GetProperty("scripted").GetProperty("lastExecution").ValueKind.Should().Be(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(BotHealthStatus.Healthy, 200, "healthy")]
    [InlineData(BotHealthStatus.Degraded, 503, "degraded")]
    [InlineData(BotHealthStatus.Critical, 503, "critical")]
    public async Task Report_Answers200OnlyWhenHealthy(BotHealthStatus status, int expected, string word)
    {
        await using var host = await ApiHost.StartAsync(Reporting(() => status));

        using var answer = await host.Client.ReadAsync("/health");

        ((int)answer.StatusCode).Should().Be(expected);
        answer.Content.Headers.ContentType!.MediaType.Should().Be("application/json");
        (await answer.BodyAsync()).Text("overall").Should().Be(word);
    }

    [Theory]
    [InlineData("store", false, true)]
    [InlineData("database", false, true)]
    [InlineData("scheduler", true, false)]
    [InlineData("disk", true, true)]
    public async Task Report_SaysWhichPartIsUnwellAndWhy(string name, bool database, bool scheduler)
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services
                .AddSingleton<IBotHealthContributor>(new Contributor(() => BotHealthStatus.Healthy))
                .AddSingleton<IBotHealthContributor>(new Contributor(() => BotHealthStatus.Critical, name))
                .AddSingleton<IBotHealthContributor>(new Contributor(() => BotHealthStatus.Degraded, "mail", null)),
        });

        using var answer = await host.Client.ReadAsync("/health");

        var body = await answer.BodyAsync();
        body.Text("overall").Should().Be("critical");
        body.GetProperty("database").GetBoolean().Should().Be(database);
        body.GetProperty("scheduler").GetBoolean().Should().Be(scheduler);
        body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString())
            .Should().Equal($"{name}: The store is away.", "mail: It does not say why.");
    }

    [Fact]
    public async Task Reason_OfSeveralParts_IsSaidOnce()
    {
        await using var host = await ApiHost.StartAsync(new()
        {
            Services = services => services
                .AddSingleton<IBotHealthContributor>(new Contributor(() => BotHealthStatus.Degraded, "mail"))
                .AddSingleton<IBotHealthContributor>(new Contributor(() => BotHealthStatus.Critical, "mail")),
        });

        using var answer = await host.Client.ReadAsync("/health");

        var body = await answer.BodyAsync();
        body.Text("overall").Should().Be("critical");
        body.GetProperty("reasons").EnumerateArray().Select(reason => reason.GetString()).Should().Equal("mail: The store is away.");
    }

    [Theory]
    [InlineData(BotHealthStatus.Healthy, 200)]
    [InlineData(BotHealthStatus.Degraded, 200)]
    [InlineData(BotHealthStatus.Critical, 503)]
    public async Task HealthCheck_Answers503OnlyWhenCritical(BotHealthStatus status, int expected)
    {
        await using var host = await ApiHost.StartAsync(Reporting(() => status));

        using var answer = await host.As(null).GetAsync(new Uri("/ready", UriKind.Relative));

        ((int)answer.StatusCode).Should().Be(expected);
        (await answer.Content.ReadAsStringAsync()).Should().Be(status == BotHealthStatus.Critical ? "Unhealthy" : status.ToString());
    }

    [Fact]
    public async Task Reports_Recover()
    {
        var status = BotHealthStatus.Critical;
        await using var host = await ApiHost.StartAsync(Reporting(() => status));
        using var before = await host.Client.ReadAsync("/health");

        status = BotHealthStatus.Healthy;
        using var after = await host.Client.ReadAsync("/health");

        before.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        after.StatusCode.Should().Be(HttpStatusCode.OK);
    }

    [Fact]
    public async Task PausedBot_IsDegradedAndSaysWhy()
    {
        await using var host = await ApiHost.StartAsync();
        await host.Manager.PauseAsync("echo", "maintenance", "ops");

        using var answer = await host.Client.ReadAsync("/health");

        answer.StatusCode.Should().Be(HttpStatusCode.ServiceUnavailable);
        var bot = (await answer.BodyAsync()).GetProperty("bots").GetProperty("echo");
        bot.Text("status").Should().Be("degraded");
        bot.Text("error").Should().NotBeEmpty();
    }

    [Fact]
    public async Task CriticalFailure_ShowsAsAnAlertHereAndInTheList()
    {
        await using var host = await ApiHost.StartAsync();
        host.Work.Fail(new BotException("vault_sealed", "The vault is sealed.") { Severity = BotSeverity.Critical });
        using var run = await host.Client.RunAsync("scripted", "{}");
        var id = (await run.BodyAsync()).GetProperty("executionId").GetGuid();

        using var health = await host.Client.ReadAsync("/health");
        var listed = (await host.Client.ReadJsonAsync("/alerts")).GetProperty("alerts")[0];

        var alert = (await health.BodyAsync()).GetProperty("alerts")[0];
        alert.Text("bot").Should().Be("scripted");
        alert.Text("code").Should().Be("vault_sealed");
        alert.Text("severity").Should().Be("Critical");
        alert.Text("message").Should().Be("The vault is sealed.");
        alert.GetProperty("executionId").GetGuid().Should().Be(id);
        alert.GetProperty("count").GetInt32().Should().Be(1);
        alert.GetProperty("firstAt").GetDateTimeOffset().Should().Be(host.Clock.GetUtcNow());
        listed.GetProperty("id").GetGuid().Should().Be(alert.GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Alerts_AreAsManyAsAskedFor()
    {
        await using var host = await ApiHost.StartAsync();
        var store = host.Services.GetRequiredService<IBotAlertStore>();
        for (var i = 0; i < 60; i++)
        {
            await store.SaveAsync(
                new BotAlert(Guid.CreateVersion7(), "echo", "code" + i, BotSeverity.Critical, "x", null, host.Clock.GetUtcNow(), host.Clock.GetUtcNow(), 1, 0),
                default);
        }

        (await host.Client.ReadJsonAsync("/alerts")).GetProperty("alerts").GetArrayLength().Should().Be(50);
        (await host.Client.ReadJsonAsync("/alerts?count=2")).GetProperty("alerts").GetArrayLength().Should().Be(2);
        using var tooMany = await host.Client.ReadAsync("/alerts?count=1001");
        await tooMany.ShouldBeProblemAsync(400, BotErrorCodes.InvalidRequest);
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    private static ApiHostOptions Reporting(Func<BotHealthStatus> status)
        => new()
        {
            Services = services => services.AddSingleton<IBotHealthContributor>(new Contributor(status)),
            Before = app => app.MapHealthChecks("/ready").AllowAnonymous(),
        };

    private sealed class Contributor(Func<BotHealthStatus> status, string name = "database", string? reason = "The store is away.") : IBotHealthContributor
    {
        public string Name => name;

        public ValueTask<BotHealthContribution> CheckAsync(CancellationToken cancellationToken)
            => new(new BotHealthContribution(status(), reason));
    }
}
