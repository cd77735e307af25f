using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection;

/// <summary>What a bot keeps when new options replace its pipeline.</summary>
public class ReloadTests
{
    private readonly IConfigurationRoot _configuration = new ConfigurationBuilder().AddInMemoryCollection().Build();

    [Fact]
    public async Task Reload_AnythingElse_KeepsTheCircuit()
    {
        await using var host = Host(Script.Throwing(Failures.Standard));
        await host.RunManyAsync(4);

        Set("Retry:MaxRetries", "1");
        await host.RunAsync("go");

        host.State.Circuit.Should().Be(CircuitPosition.Open);
    }

    [Theory]
    [InlineData("Circuit:FailureThreshold", "6")]
    [InlineData("Circuit:OpenDuration", "00:00:05")]
    [InlineData("Circuit:Enabled", "false")]
    public async Task Reload_CircuitsSettings_StartTheCircuitAnew(string key, string value)
    {
        await using var host = Host(Script.Throwing(Failures.Standard));
        await host.RunManyAsync(4);

        Set(key, value);

        host.State.ConsecutiveFailures.Should().Be(0);
    }

    [Fact]
    public async Task Reload_KeepsThePause()
    {
        await using var host = Host(Script.Returning());
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        Set("MaxConcurrency", "3");

        (await host.RunAsync("go")).Error!.Code.Should().Be(BotErrorCodes.Paused);
    }

    [Fact]
    public async Task Reload_KeepsUsedPermitsOfTheRate()
    {
        await using var host = Host(
            Script.Returning(), options => options.RateLimit = new BotRateLimitOptions { Kind = BotRateLimitKind.FixedWindow, Permits = 2, Window = TimeSpan.FromMinutes(1) });
        await host.RunManyAsync(2);

        Set("Retry:MaxRetries", "1");
        var same = await host.RunAsync("go");
        Set("RateLimit:Permits", "3");
        var more = await host.RunAsync("go");

        same.Error!.Code.Should().Be(BotErrorCodes.RateLimited);
        more.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Reload_ConcurrencyLimit_HoldsForRunsInProgress()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Host(new Script(Script.Deaf(end.Task)));
        var running = new[] { host.Start("a"), host.Start("b") };

        Set("MaxConcurrency", "2");
        var third = await host.RunAsync("c");
        Set("MaxConcurrency", "3");
        var fourth = host.Start("d");
        end.SetResult("done");
        await Task.WhenAll([.. running, fourth]);

        third.Error!.Code.Should().Be(BotErrorCodes.ConcurrencyLimited);
        (await fourth).Success.Should().BeTrue();
        host.State.Running.Should().Be(0);
    }

    [Fact]
    public async Task Reload_Disabled_RefusesTheNextRun()
    {
        await using var host = Host(Script.Returning());
        await host.RunAsync("go");

        Set("Enabled", "false");

        (await host.RunAsync("go")).Error!.Code.Should().Be(BotErrorCodes.Disabled);
        host.State.Enabled.Should().BeFalse();
    }

    [Fact]
    public async Task Reload_Retries_AreThoseOfTheNewOptions()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Host(script);
        await host.RunAsync("go");

        Set("Retry:MaxRetries", "0");
        await host.RunAsync("go");

        script.Calls.Should().Be(3 + 1);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1030).Which.Values["Bot"].Should().Be(Hosts.Bot);
    }

    [Fact]
    public async Task Reload_BeforeTheFirstRun_HoldsForIt()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Host(script);
        host.Manager.Bots.Should().HaveCount(1);

        Set("Retry:MaxRetries", "0");
        await host.RunAsync("go");

        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task Reload_NotValid_KeepsTheLastGoodOptions()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Host(script);
        await host.RunAsync("go");

        Set("Retry:MaxRetries", "-1");
        await host.RunAsync("go");

        script.Calls.Should().Be(6);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1031);
    }

    [Fact]
    public async Task Reload_Description_IsToldOfTheBot()
    {
        await using var host = Host(Script.Returning());
        await host.RunAsync("go");

        Set("Description", "Does more.");

        host.Manager.Find(Hosts.Bot)!.Description.Should().Be("Does more.");
    }

    [Fact]
    public async Task Reload_SeveralThingsNotValid_LogsAllOfThemInOneLine()
    {
        await using var host = Host(Script.Returning());
        await host.RunAsync("go");
        _configuration["Bots:scripted:MaxConcurrency"] = "-1";

        Set("Retry:MaxRetries", "-1");

        host.Logs.Single(entry => entry.EventId.Id == 1031).Message.Should().Match("*Bots:scripted:MaxConcurrency: *. Bots:scripted:Retry:MaxRetries: *");
    }

    private BotTestHost<ScriptedBot> Host(Script script, Action<BotOptions>? options = null)
        => Hosts.Of(script, options, bot => bot.Services.AddBotKit(bots => bots.Configure(_configuration.GetSection("Bots"))));

    private void Set(string key, string value)
    {
        _configuration["Bots:scripted:" + key] = value;
        _configuration.Reload();
    }
}
