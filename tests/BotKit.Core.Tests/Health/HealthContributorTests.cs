using BotKit.Core.Tests.Scripted;
using BotKit.Health;
using BotKit.Notifications;
using BotKit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Health;

/// <summary>What the report says of the parts beside the bots.</summary>
public class HealthContributorTests
{
    [Theory]
    [InlineData("database", false, true)]
    [InlineData("scheduler", true, false)]
    [InlineData("queue", true, true)]
    public async Task CheckAsync_PartIsUnwell_SaysWhichAndWhy(string name, bool database, bool scheduler)
    {
        await using var host = Host(new StubContributor(name, BotHealthStatus.Degraded, "It limps."));

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Reasons.Should().Equal($"{name}: It limps.");
        (report.Database, report.Scheduler).Should().Be((database, scheduler));
    }

    [Fact]
    public async Task CheckAsync_PartsAreWell_AddNothing()
    {
        await using var host = Host(new StubContributor("database", BotHealthStatus.Healthy), new StubContributor("scheduler", BotHealthStatus.Healthy));

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Healthy);
        (report.Database, report.Scheduler).Should().Be((true, true));
    }

    [Fact]
    public async Task CheckAsync_OnePartIsCritical_EverythingIs()
    {
        await using var host = Host(
            new StubContributor("database", BotHealthStatus.Critical, "It is gone."), new StubContributor("queue", BotHealthStatus.Degraded, "It limps."));

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Critical);
        report.Reasons.Should().Equal("database: It is gone.", "queue: It limps.");
        report.Bots[Hosts.Bot].Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Theory]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task CheckAsync_CheckOfAPartThrows_IsCriticalAndLoggedWithoutItsMessage(Type exception)
    {
        await using var host = Host(new StubContributor("database", _ => throw (Exception)Activator.CreateInstance(exception, "secret")!));

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Critical);
        report.Reasons.Should().Equal("database: The check failed.");
        var logged = host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1032).Which;
        logged.Message.Should().Be("The health check of database failed: unhandled");
        logged.Exception.Should().BeOfType(exception);
    }

    [Fact]
    public async Task CheckAsync_CheckOfAPartTakesTooLong_IsDegradedAfterFiveSeconds()
    {
        await using var host = Host(new StubContributor("database", async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return BotHealthContribution.Healthy;
        }));

        var check = CheckAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(5));

        (await check).Reasons.Should().Equal("database: The check took longer than 00:00:05.");
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1032);
    }

    [Fact]
    public async Task CheckAsync_PartWasUnwell_LatchesNothing()
    {
        var status = BotHealthStatus.Critical;
        await using var host = Host(new StubContributor("database", _ => new(new BotHealthContribution(status, "It is gone."))));
        await CheckAsync(host);

        status = BotHealthStatus.Healthy;

        (await CheckAsync(host)).Overall.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public async Task CheckAsync_AlertIsActive_IsDegradedAndListed()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical));
        await host.RunAsync("go");
        await host.Manager.ResumeAsync(Hosts.Bot);

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Reasons.Should().Equal("scripted: alert no_disk");
        report.Alerts.Should().ContainSingle().Which.Should().Match<BotAlert>(alert => alert.Code == "no_disk" && alert.Bot == Hosts.Bot);
    }

    [Fact]
    public async Task CheckAsync_AlertIsAcknowledged_SaysSo()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical));
        await host.RunAsync("go");
        var store = host.Services.GetRequiredService<IBotAlertStore>();
        var alert = (await store.ListAsync(1, CancellationToken.None)).Single();
        await store.AcknowledgeAsync(alert.Id, "ada", "I look into it", CancellationToken.None);

        var report = await CheckAsync(host);

        report.Alerts.Should().ContainSingle().Which.Should().Match<BotAlert>(each => each.Id == alert.Id && each.AcknowledgedBy == "ada");
    }

    [Fact]
    public async Task CheckAsync_NewestOptionsAreNotValid_IsDegradedUntilTheyAre()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();
        await using var host = BotTestHost.Create(
            bots =>
            {
                bots.Configure(configuration.GetSection("Bots"));
                bots.AddBot<ScriptedBot>("mail");
                bots.AddBot<ScriptedBot>("lead");
            },
            services => services.AddSingleton(Script.Returning()));
        var before = await CheckAsync(host);
        Set("mail", "0");
        Set("lead", "-1");
        var during = await CheckAsync(host);
        Set("mail", "2");
        Set("lead", "2");
        var afterwards = await CheckAsync(host);

        (before.Overall, afterwards.Overall).Should().Be((BotHealthStatus.Healthy, BotHealthStatus.Healthy));
        during.Overall.Should().Be(BotHealthStatus.Degraded);
        during.Reasons.Should().Equal("configuration: The newest options of lead, mail are not valid; the last good ones are in force.");

        void Set(string bot, string concurrency)
        {
            configuration[$"Bots:{bot}:MaxConcurrency"] = concurrency;
            configuration.Reload();
        }
    }

    private static BotTestHost<ScriptedBot> Host(params IBotHealthContributor[] contributors)
        => Hosts.Of(Script.Return(), services: services => Array.ForEach(contributors, part => services.AddSingleton(part)));

    private static Task<BotHealthReport> CheckAsync(BotTestHost host)
        => host.Services.GetRequiredService<IBotHealth>().CheckAsync(TestContext.Current.CancellationToken).AsTask();
}
