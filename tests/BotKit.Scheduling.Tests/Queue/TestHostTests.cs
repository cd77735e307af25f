using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>How an application tests its queued runs: the test host itself knows nothing of Scheduling.</summary>
public sealed class TestHostTests
{
    private readonly TestWork _work = new();

    [Fact]
    public async Task UntilEndedAsync_QueuedRuns_HaveRunWhenItReturns()
    {
        await using var host = Host();
        for (var i = 1; i <= 100; i++)
        {
            var id = await host.Manager.EnqueueAsync(new BotRequest("work", new WorkInput(i)));

            (await host.UntilEndedAsync(id)).Status.Should().Be(BotStatus.Succeeded);
        }
    }

    [Fact]
    public async Task UntilEndedAsync_BotWaitsByTheClock_TakesNoRealTime()
    {
        await using var host = Host();
        _work.Does = async (it, token) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), host.Clock, token);
            return it.Number;
        };
        var id = await host.Manager.EnqueueAsync(new BotRequest("work", new WorkInput(1)), new BotEnqueueOptions { Delay = TimeSpan.FromSeconds(30) });

        await host.AdvanceAsync(TimeSpan.FromSeconds(31));
        var run = await host.UntilEndedAsync(id);

        run.Status.Should().Be(BotStatus.Succeeded);
        run.Duration.Should().BeCloseTo(TimeSpan.FromSeconds(30), TimeSpan.FromMilliseconds(1));
    }

    private BotTestHost Host() => BotTestHost.Create(
        static bots =>
        {
            bots.AddBot<WorkBot>("work");
            bots.AddScheduling();
        },
        services => services.AddSingleton(_work));
}
