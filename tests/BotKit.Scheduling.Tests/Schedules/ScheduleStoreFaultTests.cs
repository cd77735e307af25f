using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class ScheduleStoreFaultTests
{
    [Fact]
    public async Task Start_StoreIsAway_TheHostStartsAndRegistersOnceItIsBack()
    {
        FaultyScheduleStore? faulty = null;
        await using var host = Host(it =>
        {
            faulty = it;
            it.IsAway = true;
        });
        await host.StartAsync();
        (await host.HealthAsync()).Reason.Should().Contain("cannot be asked for schedules");

        faulty!.IsAway = false;
        await host.AdvanceAsync(TimeSpan.FromMinutes(3.5));

        (await host.OccurrencesAsync()).Should().HaveCount(3);
        (await host.HealthAsync()).Reason.Should().BeNull();
    }

    [Fact]
    public async Task Fire_StoreIsAwayForAWhile_GoesOnAndSaysSo()
    {
        FaultyScheduleStore? faulty = null;
        await using var host = await Host(it => faulty = it).StartAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(1.5));

        faulty!.IsAway = true;
        await host.AdvanceAsync(TimeSpan.FromMinutes(4));
        (await host.HealthAsync()).Reason.Should().Contain("cannot be asked for schedules");
        faulty.IsAway = false;
        await host.AdvanceAsync(TimeSpan.FromMinutes(1.6));

        (await host.OccurrencesAsync()).Should().Equal("00:01 Ran", "00:02-00:03 Missed x2", "00:04 Ran", "00:05 Overlap", "00:06 Ran", "00:07 Ran");
        host.Work.Runs.Should().HaveCount(4);
        (await host.HealthAsync()).Reason.Should().BeNull();
    }

    [Fact]
    public async Task Fire_AnAnswerTakesLongToCome_MakesTheNextInstantNoLater()
    {
        FaultyScheduleStore? faulty = null;
        await using var host = await Host(it => faulty = it).StartAsync();
        await host.AdvanceAsync(TimeSpan.FromSeconds(59));

        faulty!.OnItsWay = () => host.Host.Clock.Advance(TimeSpan.FromSeconds(20));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));

        faulty.OnItsWay.Should().BeNull();
        host.Work.Runs.Should().HaveCountGreaterThanOrEqualTo(2);
        host.Work.Runs[1].At.Should().Be(host.Work.Runs[1].At.Date.AddMinutes(2));
    }

    [Fact]
    public async Task Fire_AnswersAreLost_EachInstantRunsOnceAllTheSame()
    {
        FaultyScheduleStore? faulty = null;
        await using var host = await Host(it => faulty = it).StartAsync();
        for (var i = 0; i < 5; i++)
        {
            faulty!.Lost = 2;
            await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        }

        await host.AdvanceAsync(TimeSpan.FromSeconds(10));

        (await host.OccurrencesAsync()).Should().Equal(Enumerable.Range(1, 5).Select(static minute => $"00:0{minute} Ran"));
        host.Work.Runs.Should().HaveCount(5);
    }

    private static ScheduleHost Host(Action<FaultyScheduleStore> made) => new(
        static work => work.Schedule("* * * * *", input: new WorkInput(1)),
        services: services => services.AddSingleton<IBotScheduleStore>(provider =>
        {
            var store = new FaultyScheduleStore(new InMemoryScheduleStore(provider.GetRequiredService<BotKit.Ledger.InMemoryRuns>()));
            made(store);
            return store;
        }));
}
