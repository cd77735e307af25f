using BotKit.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.Hosting;

public sealed class BotKitHostTests
{
    [Fact]
    public async Task BadConfiguration_KeepsTheHostFromStartingAndListsEverything()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Bots:echo:MaxConcurrency"] = "-1",
            ["Bots:echo:Typo"] = "1",
            ["Bots:nobody:Enabled"] = "false",
        }).Build();

        var start = await FluentActions
            .Awaiting(() => ApiHost.StartAsync(new() { Bots = bots => bots.Configure(configuration.GetSection("Bots")) }))
            .Should().ThrowAsync<BotConfigurationException>();

        start.Which.Message.Should().Contain("MaxConcurrency").And.Contain("Typo").And.Contain("nobody");
    }

    [Fact]
    public async Task BackgroundWork_StartsWithTheHostAndIsDrainedWithIt()
    {
        var work = new Background();
        await using var host = await ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotLifecycle>(work) });

        work.Started.Should().Be(1);
        work.Drained.Should().Be(0);
        await host.StopAsync();
        work.Drained.Should().Be(1);
    }

    [Fact]
    public async Task BackgroundWorkThatCannotStart_KeepsTheHostFromStarting()
    {
        var work = new Background { StartFails = true };

        await FluentActions
            .Awaiting(() => ApiHost.StartAsync(new() { Services = services => services.AddSingleton<IBotLifecycle>(work) }))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("cannot start");
    }

    [Fact]
    public async Task BackgroundWorkThatDoesNotEnd_DoesNotHoldTheShutdown()
    {
        var work = new Background { Drain = new TaskCompletionSource().Task };
        await using var provider = new ServiceCollection()
            .AddBotKit(bots => bots.AddAspNetCore())
            .AddSingleton<IBotLifecycle>(work)
            .BuildServiceProvider();
        var host = new BotKitHost(provider);
        await host.StartAsync(default);
        using var shutdown = new CancellationTokenSource();

        var stop = host.StopAsync(shutdown.Token);
        stop.IsCompleted.Should().BeFalse();
        await shutdown.CancelAsync();
        await Task.WhenAny(stop, Task.Delay(TimeSpan.FromSeconds(20), TimeProvider.System));

        stop.IsCompletedSuccessfully.Should().BeTrue("the host's time is over, which is no failure");
        work.Let();
    }

    [Fact]
    public async Task HostWithoutBots_SaysWhatIsMissing()
    {
        await using var provider = new ServiceCollection().BuildServiceProvider();

        await FluentActions.Awaiting(() => new BotKitHost(provider).StartAsync(default))
            .Should().ThrowAsync<InvalidOperationException>().WithMessage("*AddBotKit*");
    }

    private sealed class Background : IBotLifecycle
    {
        private readonly TaskCompletionSource _let = new();

        public int Started { get; private set; }

        public int Drained { get; private set; }

        public bool StartFails { get; init; }

        public Task? Drain { get; init; }

        public void Let() => _let.SetResult();

        public ValueTask StartAsync(CancellationToken cancellationToken)
        {
            Started++;
            return StartFails ? throw new InvalidOperationException("cannot start") : ValueTask.CompletedTask;
        }

        public ValueTask DrainAsync(CancellationToken cancellationToken)
        {
            Drained++;
            return Drain is null ? ValueTask.CompletedTask : new(Task.WhenAny(Drain, _let.Task));
        }
    }
}
