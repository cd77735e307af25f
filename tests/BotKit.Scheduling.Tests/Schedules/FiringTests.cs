using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class FiringTests
{
    [Fact]
    public async Task Schedule_InstantsAreDue_RunAtTheirTimeWithTheirInput()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("*/5 * * * *", input: new WorkInput(42))).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(16));

        host.Work.Runs.Select(static run => (run.At.Minute, run.At.Second, run.Number)).Should().Equal((5, 0, 42), (10, 0, 42), (15, 0, 42));
        (await host.OccurrencesAsync()).Should().Equal("00:05 Ran", "00:10 Ran", "00:15 Ran");
        var run = (await host.Host.Ledger.ListAsync(new RunQuery { Schedule = "work" }, default))[0];
        run.Trigger.Should().Be(BotTrigger.Schedule);
        run.Origin!.ScheduledFor.Should().Be(host.Now - TimeSpan.FromMinutes(1));
        (await host.FindAsync()).LastRun.Should().Be(run.ExecutionId);
    }

    [Fact]
    public async Task Schedule_Every_CountsFromWhenItWasMade()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("@every 90s", input: new WorkInput(1))).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        host.Work.Runs.Select(static run => run.At.TimeOfDay).Should().Equal(TimeSpan.FromSeconds(90), TimeSpan.FromSeconds(180), TimeSpan.FromSeconds(270));
    }

    [Fact]
    public async Task Schedule_RunTakesLonger_SkipsForTheOverlap()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("* * * * *", input: new WorkInput(1))).StartAsync();
        host.Work.Does = (_, token) => Wait(host, 150, token);

        await host.AdvanceAsync(TimeSpan.FromMinutes(6.1));

        (await host.OccurrencesAsync()).Should().Equal("00:01 Ran", "00:02-00:03 Overlap x2", "00:04 Ran", "00:05-00:06 Overlap x2");
    }

    [Fact]
    public async Task Schedule_RunTakesLongerAndQueues_StartsTheNextWhenItEnds()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule(
            "* * * * *", input: new WorkInput(1), configure: static it => it.Overlap = BotOverlapPolicy.Queue)).StartAsync();
        host.Work.Does = (_, token) => Wait(host, 90, token);

        await host.AdvanceAsync(TimeSpan.FromMinutes(5.6));

        host.Work.Runs.Select(static run => run.At.TimeOfDay.TotalSeconds).Should().Equal(60, 150, 240, 330);
        (await host.OccurrencesAsync()).Should().Equal("00:01 Ran", "00:02 Ran", "00:03 Ran", "00:04 Ran", "00:05 Waiting");
    }

    [Fact]
    public async Task Schedule_Jitter_PutsTheRunOffAndNotTheInstant()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule(
            "0 * * * *", input: new WorkInput(1), configure: static it => it.Jitter = TimeSpan.FromMinutes(10))).StartAsync();
        var jitter = Scheduling.Schedules.Jitter.Of("work", host.Now.AddHours(1), TimeSpan.FromMinutes(10));

        await host.AdvanceAsync(TimeSpan.FromMinutes(71));

        host.Work.Runs.Should().ContainSingle().Which.At.TimeOfDay.Should().BeCloseTo(TimeSpan.FromHours(1) + jitter, TimeSpan.FromMilliseconds(2));
    }

    [Fact]
    public async Task Schedule_CircuitOpens_TheOccurrencesSaySo()
    {
        await using var host = await new ScheduleHost(static work => work
            .Configure(static it =>
            {
                it.Circuit.FailureThreshold = 2;
                it.Circuit.OpenDuration = TimeSpan.FromMinutes(3.5);
                it.Queue.MaxRedeliveries = 0;
            })
            .Schedule("* * * * *", input: new WorkInput(1), configure: static it => it.Missed = BotMissedRunPolicy.Skip)).StartAsync();
        host.Work.Does = static (_, _) => throw new InvalidOperationException("it fails");

        await host.AdvanceAsync(TimeSpan.FromMinutes(6.5));

        (await host.OccurrencesAsync()).Should().Equal("00:01 Ran", "00:02 Ran", "00:03-00:05 Circuit x3", "00:06 Ran");
    }

    [Fact]
    public async Task Schedule_BotIsPausedAndResumed_RunsOnceAndThenGoesOn()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("* * * * *", input: new WorkInput(1))).StartAsync();
        await host.Host.Manager.PauseAsync("work", "audit", "me");

        await host.AdvanceAsync(TimeSpan.FromMinutes(3.5));
        host.Work.Runs.Should().BeEmpty();
        await host.Host.Manager.ResumeAsync("work");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        (await host.OccurrencesAsync()).Should().Equal("00:01 Ran", "00:02-00:03 Paused x2", "00:04 Ran");
        host.Work.Runs.Should().HaveCount(2);
    }

    [Fact]
    public async Task Schedule_RunSchedulesIsOff_NothingIsWrittenAndNothingFires()
    {
        await using var host = await new ScheduleHost(
            static work => work.Schedule("* * * * *", input: new WorkInput(1)), scheduling: static it => it.RunSchedules = false).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await host.Store.FindAsync("work", default)).Should().BeNull();
        host.Work.Runs.Should().BeEmpty();
    }

    [Fact]
    public async Task Schedule_BotIsExcluded_IsLeftToOthers()
    {
        await using var host = await new ScheduleHost(
            static work => work.Schedule("* * * * *", input: new WorkInput(1)),
            static bots => bots.AddBot<WorkBot>("other").Schedule("* * * * *", input: new WorkInput(2)),
            static it => it.Exclude.Add("work")).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(2.5));

        (await host.Store.FindAsync("work", default)).Should().BeNull();
        host.Work.Runs.Select(static run => run.Bot).Should().Equal("other", "other");
    }

    private static async ValueTask<int> Wait(ScheduleHost host, int seconds, CancellationToken token)
    {
        await Task.Delay(TimeSpan.FromSeconds(seconds), host.Host.Clock, token);
        return 0;
    }
}
