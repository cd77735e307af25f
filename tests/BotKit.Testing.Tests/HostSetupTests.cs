using BotKit.Ledger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing.Tests;

/// <summary>What a host is made of, and what it records.</summary>
public class HostSetupTests
{
    [Fact]
    public void Create_WithoutBots_IsAMistake()
    {
        var create = () => BotTestHost.Create(null!);

        create.Should().Throw<ArgumentNullException>();
    }

    [Fact]
    public async Task For_Name_IsTheBotsName()
    {
        await using var host = BotTestHost.For<WaitingBot>(name: "other");

        (await host.RunAsync(new WaitInput(0))).Bot.Should().Be("other");
    }

    [Fact]
    public async Task For_Services_ReplaceWhatIsThere()
    {
        var other = new BotTestClock(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero));
        await using var host = BotTestHost.For<WaitingBot>(services: services => services.AddSingleton<TimeProvider>(other));

        await host.RunAsync(new WaitInput(0));

        host.Ledger.Runs[0].StartedAt.Should().Be(other.Start);
    }

    [Fact]
    public async Task Alerts_AfterACriticalRun_AreThere()
    {
        await using var host = BotTestHost.For<CriticalBot>(bot => bot.Configure(options => options.CriticalPause = TimeSpan.Zero));

        await host.RunAsync("disk");
        await host.RunAsync("network");

        host.Alerts.Select(alert => alert.Code).Should().Equal("disk", "network");
    }

    [Fact]
    public async Task Logs_OfARun_KnowIt()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        var result = await host.RunAsync(new WaitInput(0, Failures: 9));

        var line = host.Logs.Single(entry => entry.Level == LogLevel.Error);
        line.Values["Code"].Should().Be("busy");
        line.Exception.Should().BeOfType<BotException>();
        host.Logs.Single(entry => entry.EventId.Id == 1005 && Equals(entry.Values["Attempt"], 1)).ExecutionId.Should().Be(result.ExecutionId);
    }

    [Fact]
    public async Task Ledger_ThatIsRegistered_IsRecordedToo()
    {
        var own = new RecordingLedger(new InMemoryLedgerOfATest());
        await using var host = BotTestHost.For<WaitingBot>(services: services => services.AddSingleton<IBotLedger>(own));

        await host.RunAsync(new WaitInput(0));

        host.Ledger.Should().NotBeSameAs(own);
        host.Ledger.Runs.Should().HaveCount(1);
        own.Runs.Should().HaveCount(1);
    }

    [Fact]
    public async Task Ledger_RegisteredByItsClass_IsRecordedToo()
    {
        await using var host = BotTestHost.For<WaitingBot>(services: services => services.AddSingleton<IBotLedger, InMemoryLedgerOfATest>());

        await host.RunAsync(new WaitInput(0));

        host.Ledger.Runs.Should().HaveCount(1);
        host.Ledger.IsDurable.Should().BeTrue();
    }

    [Fact]
    public async Task DisposeAsync_Twice_IsNoError()
    {
        var host = BotTestHost.For<WaitingBot>();
        await host.RunAsync(new WaitInput(0));

        await host.DisposeAsync();

        await host.Awaiting(it => it.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    private sealed class CriticalBot : BaseBot<string, string>
    {
        protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
            => throw new BotException(input, "It is critical.") { Severity = BotSeverity.Critical };
    }
}
