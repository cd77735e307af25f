using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>Several hosts on one store, whose clock is that of the first.</summary>
public sealed class NodesTests
{
    private static readonly TimeSpan Off = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(60)]
    [InlineData(-60)]
    public async Task Fire_ClockOfTheNodeIsOff_OnlyTheStoresTimeCounts(int seconds)
    {
        await using var store = await new ScheduleHost(
            static work => work.Schedule("*/5 * * * *", input: new WorkInput(1)), scheduling: static it => it.RunSchedules = false).StartAsync();
        await using var node = new ScheduleHost(static work => work.Schedule("*/5 * * * *", input: new WorkInput(1)), store: store.Store);
        node.Host.Clock.AdjustTime(node.Now + TimeSpan.FromSeconds(seconds));
        await node.StartAsync();
        (await store.FindAsync()).NextDue.Should().Be(store.Now.AddMinutes(5));

        await node.AdvanceAsync(TimeSpan.FromMinutes(6));
        (await store.OccurrencesAsync()).Should().BeEmpty("the store's time stands still");
        for (var i = 0; i < 11; i++)
        {
            await store.AdvanceAsync(TimeSpan.FromMinutes(1));
            await node.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        (await store.OccurrencesAsync()).Should().Equal("00:05 Ran", "00:10 Ran");
        store.Work.Runs.Select(static run => run.At.Minute).Should().OnlyContain(static minute => minute >= 5).And.HaveCount(2);
    }

    [Fact]
    public async Task Fire_TwoNodesAtOnce_EachInstantRunsOnce()
    {
        await using var store = await new ScheduleHost(bot: Declare).StartAsync();
        await using var node = await new ScheduleHost(bot: Declare, store: store.Store).StartAsync();

        for (var i = 0; i < 60; i++)
        {
            await Task.WhenAll(store.AdvanceAsync(TimeSpan.FromSeconds(10)), node.AdvanceAsync(TimeSpan.FromSeconds(10)));
        }

        await store.AdvanceAsync(TimeSpan.FromSeconds(1));
        foreach (var id in Enumerable.Range(0, 10).Select(static i => $"work-{i}"))
        {
            (await store.OccurrencesAsync(id)).Should().Equal(Enumerable.Range(1, 10).Select(static minute => $"00:{minute:00} Ran"));
        }

        store.Work.Runs.Should().HaveCount(100);
        node.Work.Runs.Should().BeEmpty("its queue is its own");

        static void Declare(IBotBuilder work)
        {
            for (var i = 0; i < 10; i++)
            {
                work.Schedule("* * * * *", input: new WorkInput(i), id: $"work-{i}", configure: static it => it.Overlap = BotOverlapPolicy.Allow);
            }
        }
    }
}
