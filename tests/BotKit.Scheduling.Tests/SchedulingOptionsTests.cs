using BotKit.Nodes;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Scheduling.Tests;

public class SchedulingOptionsTests
{
    public static TheoryData<string, Action<SchedulingOptions>> Bad => new()
    {
        { "Workers", static it => it.Workers = 0 },
        { "Workers", static it => it.Workers = 10_001 },
        { "PollEvery", static it => it.PollEvery = TimeSpan.FromMilliseconds(9) },
        { "ShutdownTimeout", static it => it.ShutdownTimeout = TimeSpan.FromHours(2) },
        { "Include names 'nobody'", static it => it.Include.Add("nobody") },
        { "Exclude names 'nobody'", static it => it.Exclude.Add("nobody") },
        {
            "Include and Exclude both name 'work'", static it =>
            {
                it.Include.Add("work");
                it.Exclude.Add("work");
            }
        },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public async Task AddScheduling_BadOptions_AreRefusedWhenTheBotsStart(string says, Action<SchedulingOptions> change)
    {
        await using var services = Services(change);

        services.Invoking(static it => it.GetRequiredService<IBotManager>()).Should().Throw<OptionsValidationException>().WithMessage($"*{says}*");
    }

    [Fact]
    public void Defaults_AreAsDocumented()
    {
        var options = new SchedulingOptions();

        options.RunQueue.Should().BeTrue();
        options.Workers.Should().Be(Math.Max(16, 4 * Environment.ProcessorCount));
        options.PollEvery.Should().Be(TimeSpan.FromSeconds(1));
        options.ShutdownTimeout.Should().Be(TimeSpan.FromSeconds(25));
        options.RunMaintenance.Should().BeTrue();
        options.Include.Should().BeEmpty();
        options.Exclude.Should().BeEmpty();
    }

    [Theory]
    [InlineData(8.9, 3, 1, "BeatEvery")]
    [InlineData(9, 3, 3.1, "SweepEvery")]
    [InlineData(0.5, 0.1, 0.1, "Lease")]
    public async Task NodeOptions_DoNotFitTogether_AreRefused(double lease, double beat, double sweep, string says)
    {
        await using var services = Services(static _ => { }, collection => collection.Configure<NodeOptions>(it =>
        {
            it.Lease = TimeSpan.FromSeconds(lease);
            it.BeatEvery = TimeSpan.FromSeconds(beat);
            it.SweepEvery = TimeSpan.FromSeconds(sweep);
        }));

        services.Invoking(static it => it.GetRequiredService<IBotManager>()).Should().Throw<OptionsValidationException>().WithMessage($"*{says}*");
    }

    [Fact]
    public async Task RunQueueOff_AcceptsAndDoesNotRun()
    {
        await using var host = new QueueHost(
            static it => it.RunQueue = false,
            services: static services => CountingQueueStore.Add(services, static store => store.IsDurable = true));

        var id = await host.EnqueueAsync();
        await host.Host.AdvanceAsync(TimeSpan.FromSeconds(10));

        (await host.FindAsync(id)).State.Should().Be(BotKit.Ledger.RunState.Queued);
        (await host.HealthAsync()).Status.Should().Be(BotKit.Health.BotHealthStatus.Healthy);
    }

    private static ServiceProvider Services(Action<SchedulingOptions> change, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TestWork>();
        services.AddBotKit(bots =>
        {
            bots.AddBot<WorkBot>("work");
            bots.AddScheduling(change);
        });
        more?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
