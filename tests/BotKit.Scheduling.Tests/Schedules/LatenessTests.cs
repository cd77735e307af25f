using BotKit.Health;
using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class LatenessTests
{
    [Fact]
    public async Task Schedule_FailsAfterItsInstant_IsLateOnceItsTimeHasPassedAndAlertsOnce()
    {
        await using var host = await new ScheduleHost(static work => work
            .Configure(static it => it.Queue.MaxRedeliveries = 0)
            .Schedule("0 0,12 * * *", input: new WorkInput(1), configure: static it => it.SuccessWithin = TimeSpan.FromMinutes(10))).StartAsync();
        host.Work.Does = static (_, _) => throw new InvalidOperationException("it fails");
        host.Host.Clock.Advance(TimeSpan.FromHours(11.9));

        await host.AdvanceAsync(TimeSpan.FromMinutes(14));
        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeTrue();
        var alert = host.Host.Alerts.Where(static alert => alert.Code == $"{BotErrorCodes.ScheduleLate}/work").Should().ContainSingle().Subject;
        (alert.Bot, alert.Severity, alert.Count).Should().Be(("work", BotSeverity.Standard, 1));
        alert.Message.Should().Be("Schedule 'work' is late: no success was recorded for its instant of 2000-01-01 12:00:00 UTC.");
    }

    [Fact]
    public async Task Schedule_SucceedsLate_IsLateNoMore()
    {
        await using var host = await new ScheduleHost(static work => work
            .Configure(static it => it.Queue.MaxRedeliveries = 0)
            .Schedule("0 * * * *", input: new WorkInput(1), configure: static it => it.SuccessWithin = TimeSpan.FromMinutes(1))).StartAsync();
        host.Work.Does = static (_, _) => throw new InvalidOperationException("it fails");
        await host.AdvanceAsync(TimeSpan.FromMinutes(63));
        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeTrue();

        host.Work.Does = static (_, _) => new(0);
        var before = host.Now;
        await host.Host.UntilEndedAsync((await host.Schedules.RunNowAsync("work", "me"))!.Value);

        var status = (await host.Schedules.FindAsync("work"))!;
        status.IsLate.Should().BeFalse();
        status.LastSuccess.Should().BeOnOrAfter(before);
    }

    [Fact]
    public async Task Schedule_Succeeds_IsNeverLate()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule(
            "*/10 * * * *", input: new WorkInput(1), configure: static it => it.SuccessWithin = TimeSpan.FromMinutes(1))).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(65));

        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        host.Host.Alerts.Should().BeEmpty();
    }

    [Fact]
    public async Task Schedule_IsOrWasPaused_NeedsNoSuccess()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule(
            "*/10 * * * *", input: new WorkInput(1), configure: static it => it.SuccessWithin = TimeSpan.FromMinutes(1))).StartAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(11));
        await host.Schedules.PauseAsync("work", "audit", "me");

        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        await host.Schedules.ResumeAsync("work", "me");
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        host.Host.Alerts.Should().BeEmpty();
    }

    [Fact]
    public async Task Schedule_BotIsOrWasPaused_NeedsNoSuccess()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule(
            "*/10 * * * *",
            input: new WorkInput(1),
            configure: static it => (it.SuccessWithin, it.Missed) = (TimeSpan.FromMinutes(1), BotMissedRunPolicy.Skip))).StartAsync();
        await host.AdvanceAsync(TimeSpan.FromMinutes(11));
        await host.Host.Manager.PauseAsync("work", "audit", "me");

        await host.AdvanceAsync(TimeSpan.FromMinutes(30));
        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        await host.Host.Manager.ResumeAsync("work");
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        host.Host.Alerts.Should().BeEmpty();
    }

    [Fact]
    public async Task Schedule_Blackout_NeedsNoSuccess()
    {
        await using var host = await new ScheduleHost(
            static work => work.Schedule("*/10 * * * *", input: new WorkInput(1), configure: static it =>
            {
                it.SuccessWithin = TimeSpan.FromMinutes(1);
                it.Blackouts.Add("today");
            }),
            static bots => bots.AddBlackoutCalendar("today", static days => days.AddDate(new(2000, 1, 1)))).StartAsync();

        await host.AdvanceAsync(TimeSpan.FromMinutes(35));

        (await host.Schedules.FindAsync("work"))!.IsLate.Should().BeFalse();
        host.Host.Alerts.Should().BeEmpty();
    }

    [Fact]
    public async Task Health_NoSuccessForLong_IsDegradedAndRecovers()
    {
        await using var host = await new ScheduleHost(static work => work
            .Configure(static it => it.Queue.MaxRedeliveries = 0)
            .Schedule("0 12 * * *", input: new WorkInput(1))).StartAsync();
        host.Work.Does = static (_, _) => throw new InvalidOperationException("it fails");

        host.Host.Clock.Advance(TimeSpan.FromHours(12));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        host.Host.Clock.Advance(TimeSpan.FromHours(24.5));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
        host.Host.Clock.Advance(TimeSpan.FromHours(1));
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));

        var health = await host.HealthAsync();
        health.Status.Should().Be(BotHealthStatus.Degraded);
        health.Reason.Should().Contain("25 hours").And.Contain("work");
        host.Work.Does = static (_, _) => new(0);
        await host.Host.UntilEndedAsync((await host.Schedules.RunNowAsync("work", "me"))!.Value);
        await host.AdvanceAsync(TimeSpan.FromMinutes(2));
        (await host.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
    }

    [Fact]
    public async Task Health_NobodyFires_SaysHowManyAreOverdue()
    {
        await using var store = await new ScheduleHost(scheduling: static it => it.RunSchedules = false).StartAsync();
        await using var node = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1)), store: store.Store).StartAsync();
        await store.AdvanceAsync(TimeSpan.FromHours(1));
        (await node.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);

        // The node sleeps: its own clock stands still.
        await store.AdvanceAsync(TimeSpan.FromSeconds(61));
        var health = await node.HealthAsync();
        (await node.Schedules.FindAsync("work"))!.IsOverdue.Should().BeTrue();
        await node.AdvanceAsync(TimeSpan.FromHours(1));

        health.Reason.Should().Be("1 schedules are overdue by more than 60 seconds.");
        (await node.HealthAsync()).Status.Should().Be(BotHealthStatus.Healthy);
        (await node.Schedules.FindAsync("work"))!.IsOverdue.Should().BeFalse();
    }

    [Fact]
    public async Task Health_CalendarIsNotKnownHere_SaysSoAndFiresTheOthers()
    {
        await using var store = await new ScheduleHost(scheduling: static it => it.RunSchedules = false).StartAsync();
        await using (var knows = await new ScheduleHost(bots: static bots => bots.AddBlackoutCalendar("days", static days => days.AddDate(new(2000, 1, 1))), store: store.Store).StartAsync())
        {
            await knows.Schedules.CreateAsync(ScheduleHost.Definition("0 * * * *", "closed") with { Blackouts = ["days"] }, "me");
            await knows.Schedules.CreateAsync(ScheduleHost.Definition("0 * * * *", "open"), "me");
        }

        await store.AdvanceAsync(TimeSpan.FromHours(1));
        await using var node = await new ScheduleHost(store: store.Store).StartAsync();
        await node.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await node.HealthAsync()).Reason.Should().Be("This node cannot read the schedules closed.");
        (await store.OccurrencesAsync("open")).Should().Equal("01:00 Ran");
        (await store.OccurrencesAsync("closed")).Should().BeEmpty();
    }
}
