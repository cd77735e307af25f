using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.State;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Queue;

/// <summary>Several nodes on one store.</summary>
public sealed class FleetTests
{
    [Fact]
    public async Task MaxRunning_ThreeNodes_IsNeverExceeded()
    {
        var work = new TestWork();
        await using var first = Node(work);
        await using var second = Node(work, first);
        await using var third = Node(work, first);
        Start(first, second, third);

        var runs = await first.Manager.EnqueueAsync([.. Enumerable.Range(1, 300).Select(static i => new BotRequest("work", new WorkInput(i)))]);
        await Eventually.TrueAsync(() => work.Runs.Count == 300, "all run");
        foreach (var run in runs)
        {
            (await first.EndedAsync(run)).Status.Should().Be(BotStatus.Succeeded);
        }

        work.MostAtOnce.Should().BeLessThanOrEqualTo(4);
        work.Runs.Select(static it => it.Number).Should().OnlyHaveUniqueItems("each run is handed to one node");
    }

    private static QueueHost Node(TestWork work, QueueHost? shared = null)
        => new(
            static it => it.Workers = 6,
            static options => options.Queue.MaxRunning = 4,
            services =>
            {
                if (shared is not null)
                {
                    services.AddSingleton(shared.Host.Services.GetRequiredService<InMemoryRuns>());
                    services.AddSingleton(shared.Host.Services.GetRequiredService<IBotStateStore>());
                }
            },
            work: work);

    private static void Start(params QueueHost[] hosts)
    {
        foreach (var host in hosts)
        {
            host.Work.Does = static async (it, _) =>
            {
                for (var i = 0; i < it.Number % 7; i++)
                {
                    await Task.Yield();
                }

                return it.Number;
            };
            _ = host.Manager.Bots;
        }
    }
}
