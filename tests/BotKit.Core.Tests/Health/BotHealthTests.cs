using BotKit.Core.Tests.Scripted;
using BotKit.Health;
using BotKit.Ledger;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.Health;

/// <summary>What the report says of bots in each state.</summary>
public class BotHealthTests
{
    [Fact]
    public async Task CheckAsync_AllIsWell_SaysSo()
    {
        await using var host = Hosts.Of(Script.Return());

        var report = await CheckAsync(host);

        report.Should().BeEquivalentTo(new
        {
            Timestamp = host.Clock.GetUtcNow(),
            Overall = BotHealthStatus.Healthy,
            Database = true,
            Scheduler = true,
        });
        report.Reasons.Should().BeEmpty();
        report.Alerts.Should().BeEmpty();
        report.Bots.Should().ContainSingle().Which.Should().Be(
            KeyValuePair.Create(Hosts.Bot, new BotHealthEntry(BotHealthStatus.Healthy, null, TimeSpan.Zero, null)));
    }

    [Fact]
    public async Task CheckAsync_BotHasRun_SaysWhenItLastBegan()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.RunAsync("go");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var last = host.Clock.GetUtcNow();
        await host.RunAsync("go");
        await host.AdvanceAsync(TimeSpan.FromHours(1));

        var report = await CheckAsync(host);

        report.Bots[Hosts.Bot].LastExecution.Should().Be(last);
    }

    [Fact]
    public async Task CheckAsync_PausedBot_IsDegradedUntilItIsResumed()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        var during = await CheckAsync(host);
        await host.Manager.ResumeAsync(Hosts.Bot);
        var afterwards = await CheckAsync(host);

        during.Overall.Should().Be(BotHealthStatus.Degraded);
        during.Bots[Hosts.Bot].Error.Should().Be("The bot is paused.");
        during.Reasons.Should().Equal("scripted: The bot is paused.");
        afterwards.Overall.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public async Task CheckAsync_CircuitIsOpen_IsDegraded()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        await host.RunManyAsync(5);

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Bots[Hosts.Bot].Error.Should().Be("The circuit is not closed.");
    }

    [Fact]
    public async Task CheckAsync_AbandonedRunStillRuns_IsDegradedUntilItEnds()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task));
        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(6));
        await run;

        var during = await CheckAsync(host);
        end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);
        var afterwards = await CheckAsync(host);

        during.Bots[Hosts.Bot].Error.Should().Be("Abandoned runs are still running.");
        afterwards.Bots[Hosts.Bot].Error.Should().BeNull();
    }

    [Fact]
    public async Task CheckAsync_SeveralThingsAreWrong_ListsEachAndJoinsThemForTheBot()
    {
        await using var host = Checked(_ => throw Failures.Standard);
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        var report = await CheckAsync(host);

        report.Bots[Hosts.Bot].Error.Should().Be("It is broken. The bot is paused.");
        report.Reasons.Should().Equal("scripted: It is broken.", "scripted: The bot is paused.");
    }

    [Fact]
    public async Task CheckAsync_CheckOfTheBotFails_IsDegradedAndLogged()
    {
        await using var host = Checked(_ => throw Failures.Standard);

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Bots[Hosts.Bot].Status.Should().Be(BotHealthStatus.Degraded);
        var logged = host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1032).Which;
        (logged.Level, logged.Category, logged.Message).Should().Be((LogLevel.Warning, "BotKit.Health", "The health check of scripted failed: broken"));
    }

    [Fact]
    public async Task CheckAsync_CheckOfTheBotFailsCritically_IsCritical()
    {
        await using var host = Checked(_ => throw Failures.Critical);

        (await CheckAsync(host)).Bots[Hosts.Bot].Status.Should().Be(BotHealthStatus.Critical);
    }

    [Fact]
    public async Task CheckAsync_CheckOfTheBotGivesUpByItself_IsItsAnswer()
    {
        await using var host = Checked(_ => throw new OperationCanceledException());

        (await CheckAsync(host)).Bots[Hosts.Bot].Status.Should().Be(BotHealthStatus.Degraded);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1032);
    }

    [Fact]
    public async Task CheckAsync_CheckOfTheBotTakesTooLong_IsDegradedByItsOwnTimeout()
    {
        await using var host = Checked(
            async token => await Task.Delay(Timeout.InfiniteTimeSpan, token), options => options.Health.Timeout = TimeSpan.FromSeconds(2));

        var check = CheckAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(2));
        var report = await check;

        report.Bots[Hosts.Bot].Error.Should().Be("The check took longer than 00:00:02.");
        report.Bots[Hosts.Bot].ResponseTime.Should().Be(TimeSpan.FromSeconds(2));
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1032);
    }

    [Fact]
    public async Task CheckAsync_CheckOfTheBot_IsReusedForItsCacheTime()
    {
        var checks = 0;
        await using var host = Checked(
            _ =>
            {
                checks++;
                return default;
            },
            options => options.Health.CacheFor = TimeSpan.FromSeconds(30));

        await CheckAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(29));
        await CheckAsync(host);
        var within = checks;
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await CheckAsync(host);

        (within, checks).Should().Be((1, 2));
    }

    [Fact]
    public async Task CheckAsync_LedgerCannotBeRead_IsDegradedAndLogged()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddSingleton<IBotLedger, BrokenLedger>());

        var report = await CheckAsync(host);

        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Reasons.Should().Equal("The ledger cannot be read.");
        report.Bots[Hosts.Bot].LastExecution.Should().BeNull();
        report.Bots[Hosts.Bot].Status.Should().Be(BotHealthStatus.Healthy);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1028 && entry.Level == LogLevel.Error);
    }

    [Fact]
    public async Task CheckAsync_AskerGivesUp_Throws()
    {
        await using var host = Checked(async token => await Task.Delay(Timeout.InfiniteTimeSpan, token));
        using var asker = new CancellationTokenSource();

        var check = host.Services.GetRequiredService<IBotHealth>().CheckAsync(asker.Token).AsTask();
        await asker.CancelAsync();

        await check.Awaiting(it => it).Should().ThrowAsync<OperationCanceledException>();
    }

    private static BotTestHost<CheckedBot> Checked(Func<CancellationToken, ValueTask> check, Action<BotOptions>? options = null)
        => BotTestHost.For<CheckedBot>(
            bot => bot.Configure(options ?? (static _ => { })), services => services.AddSingleton(check), Hosts.Bot);

    private static Task<BotHealthReport> CheckAsync(BotTestHost host)
        => host.Services.GetRequiredService<IBotHealth>().CheckAsync(TestContext.Current.CancellationToken).AsTask();
}
