using BotKit.Ledger;
using BotKit.Schedules;
using BotKit.Scheduling.Tests.Queue;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Scheduling.Tests.Schedules;

public sealed class OperationsTests
{
    [Fact]
    public async Task Create_ValidDefinition_IsDueFromNowOn()
    {
        await using var host = await new ScheduleHost().StartAsync();

        var made = await host.Schedules.CreateAsync(ScheduleHost.Definition("*/5 * * * *"), "me");
        await host.AdvanceAsync(TimeSpan.FromMinutes(6));

        made.Words.Should().NotBeEmpty();
        made.Schedule.Source.Should().Be(BotScheduleSource.Runtime);
        made.Schedule.ChangedBy.Should().Be("me");
        host.Work.Runs.Should().ContainSingle().Which.Number.Should().Be(7);
    }

    [Fact]
    public async Task Create_NothingIsRight_NamesEveryField()
    {
        await using var host = await new ScheduleHost().StartAsync();
        var definition = ScheduleHost.Definition("x", "Bad") with
        {
            TimeZone = "Nowhere",
            Blackouts = ["none"],
            CatchUpLimit = 0,
            Input = "{\"number\":\"x\"}"u8.ToArray(),
            Description = new string('x', 501),
        };

        var create = () => host.Schedules.CreateAsync(definition, "me").AsTask();

        var error = (await create.Should().ThrowAsync<BotScheduleException>()).Which.Error;
        error.Code.Should().Be(BotErrorCodes.ScheduleInvalid);
        error.Details!.Select(static detail => detail.Path).Should().BeEquivalentTo("id", "timeZone", "cron", "blackouts[0]", "catchUpLimit", "input.number", "description");
    }

    [Fact]
    public async Task Create_UnknownBot_NamesTheBot()
    {
        await using var host = await new ScheduleHost().StartAsync();

        var create = () => host.Schedules.CreateAsync(ScheduleHost.Definition() with { Bot = "nobody" }, "me").AsTask();

        (await create.Should().ThrowAsync<BotScheduleException>()).Which.Error.Details.Should().ContainSingle().Which.Path.Should().Be("bot");
    }

    [Fact]
    public async Task Create_IdIsTaken_IsRefused()
    {
        await using var host = await new ScheduleHost().StartAsync();
        await host.Schedules.CreateAsync(ScheduleHost.Definition(), "me");

        var again = () => host.Schedules.CreateAsync(ScheduleHost.Definition(), "me").AsTask();

        (await again.Should().ThrowAsync<BotScheduleException>()).Which.Error.Code.Should().Be(BotErrorCodes.ScheduleExists);
    }

    [Fact]
    public async Task Create_WasDeletedBefore_GoesOnWithoutDoingAnythingTwice()
    {
        await using var host = await new ScheduleHost().StartAsync();
        await host.Schedules.CreateAsync(ScheduleHost.Definition(), "me");
        await host.AdvanceAsync(TimeSpan.FromHours(1));
        (await host.Schedules.DeleteAsync("extra", "me")).Should().BeTrue();
        (await host.Schedules.DeleteAsync("extra", "me")).Should().BeFalse();

        var back = await host.Schedules.CreateAsync(ScheduleHost.Definition("*/30 * * * *"), "you");
        await host.AdvanceAsync(TimeSpan.FromMinutes(31));

        back.Schedule.Watermark.Should().Be(FireCase.At("01:00").AddYears(-26).AddMonths(-2).AddDays(-1));
        (await host.OccurrencesAsync("extra")).Should().Equal("01:00 Ran", "01:30 Ran");
    }

    [Fact]
    public async Task Change_OfADeclaredSchedule_IsAnOverrideThatDeleteEnds()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();
        var delete = () => host.Schedules.DeleteAsync("work", "me").AsTask();
        (await delete.Should().ThrowAsync<BotScheduleException>()).Which.Error.Code.Should().Be(BotErrorCodes.ScheduleDeclared);

        var changed = await host.Schedules.ChangeAsync(ScheduleHost.Definition("*/30 * * * *", "work"), "me");
        changed!.Schedule.Declared!.Cron.Should().Be("0 * * * *");
        changed.Schedule.NextDue.Should().Be(host.Now.AddMinutes(30));
        (await delete()).Should().BeTrue();

        var back = await host.FindAsync();
        back.Definition.Cron.Should().Be("0 * * * *");
        back.Declared.Should().BeNull();
        back.NextDue.Should().Be(host.Now.AddHours(1));
    }

    [Fact]
    public async Task Change_BackToWhatWasDeclared_IsNoOverrideAnyMore()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();
        await host.Schedules.ChangeAsync(ScheduleHost.Definition("0 * * * *", "work", 2), "me");

        var back = await host.Schedules.ChangeAsync(ScheduleHost.Definition("0 * * * *", "work", 1), "me");

        back!.Schedule.Declared.Should().BeNull();
    }

    [Fact]
    public async Task Change_OnlyItsPriority_LeavesWhatIsDue()
    {
        await using var host = await new ScheduleHost().StartAsync();
        var made = await host.Schedules.CreateAsync(ScheduleHost.Definition("@every 10m"), "me");
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        var changed = await host.Schedules.ChangeAsync(ScheduleHost.Definition("@every 10m") with { Priority = 9 }, "you");

        changed!.Schedule.NextDue.Should().Be(made.Schedule.NextDue);
        changed.Schedule.Anchor.Should().Be(made.Schedule.Anchor);
        changed.Schedule.Revision.Should().Be(2);
        changed.Schedule.ChangedBy.Should().Be("you");
    }

    [Fact]
    public async Task Change_UnknownOrOtherBot_IsNullOrRefused()
    {
        await using var host = await new ScheduleHost(bots: static bots => bots.AddBot<WorkBot>("other")).StartAsync();
        (await host.Schedules.ChangeAsync(ScheduleHost.Definition(), "me")).Should().BeNull();
        await host.Schedules.CreateAsync(ScheduleHost.Definition(), "me");

        var move = () => host.Schedules.ChangeAsync(ScheduleHost.Definition() with { Bot = "other" }, "me").AsTask();

        (await move.Should().ThrowAsync<BotScheduleException>()).Which.Error.Details.Should().ContainSingle().Which.Path.Should().Be("bot");
    }

    [Fact]
    public async Task Pause_ForAWhile_SkipsAndEndsByItself()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("* * * * *", input: new WorkInput(1))).StartAsync();

        var paused = await host.Schedules.PauseAsync("work", "audit", "me", TimeSpan.FromMinutes(2.5));
        paused!.Schedule.Pause!.Reason.Should().Be("audit");
        await host.AdvanceAsync(TimeSpan.FromMinutes(3.5));

        (await host.OccurrencesAsync()).Should().Equal("00:01-00:02 Paused x2", "00:03 Ran");
        (await host.Schedules.FindAsync("work"))!.Schedule.Pause.Should().BeNull();
    }

    [Fact]
    public async Task Resume_EndsThePause()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("* * * * *", input: new WorkInput(1))).StartAsync();
        await host.Schedules.PauseAsync("work", "audit", "me");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1.5));

        var resumed = await host.Schedules.ResumeAsync("work", "you");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        resumed!.Schedule.Pause.Should().BeNull();
        resumed.Schedule.ChangedBy.Should().Be("you");
        (await host.OccurrencesAsync()).Should().Equal("00:01 Paused", "00:02 Ran");
        (await host.Schedules.ResumeAsync("none", "me")).Should().BeNull();
    }

    [Fact]
    public async Task Resume_NobodyFiredMeanwhile_ItsInstantsWerePausedAllTheSame()
    {
        await using var store = await new ScheduleHost(scheduling: static it => it.RunSchedules = false).StartAsync();
        await store.Schedules.CreateAsync(ScheduleHost.Definition("*/10 * * * *"), "me");
        await store.Schedules.PauseAsync("extra", "audit", "me");
        await store.AdvanceAsync(TimeSpan.FromMinutes(25));
        await store.Schedules.ResumeAsync("extra", "me");
        await store.AdvanceAsync(TimeSpan.FromMinutes(5.5));

        await using var node = await new ScheduleHost(store: store.Store).StartAsync();
        await node.AdvanceAsync(TimeSpan.FromMilliseconds(1));

        (await store.OccurrencesAsync("extra")).Should().Equal("00:10-00:20 Paused x2", "00:30 Ran");
    }

    [Fact]
    public async Task RunNow_PausedAndOverlapping_RunsAllTheSameAndTouchesNoInstant()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();
        await host.Schedules.PauseAsync("work", "audit", "me");
        var before = await host.FindAsync();

        var own = await host.Schedules.RunNowAsync("work", "me");
        var other = await host.Schedules.RunNowAsync("work", "me", "{\"number\":9}"u8.ToArray());
        await host.Host.UntilEndedAsync(own!.Value);
        await host.Host.UntilEndedAsync(other!.Value);

        host.Work.Runs.Select(static run => run.Number).Should().BeEquivalentTo([1, 9]);
        var run = (await host.Host.Ledger.FindAsync(own.Value, default))!;
        run.Trigger.Should().Be(BotTrigger.Schedule);
        (run.Origin!.Schedule, run.Origin.ScheduledFor, run.Origin.Caller).Should().Be(("work", null, "me"));
        (await host.FindAsync()).Should().BeEquivalentTo(before);
    }

    [Fact]
    public async Task RunNow_InputTheBotRefuses_IsRejected()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();

        var run = () => host.Schedules.RunNowAsync("work", "me", "{\"number\":\"x\"}"u8.ToArray()).AsTask();

        (await run.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.InvalidInput);
        (await host.Schedules.RunNowAsync("none", "me")).Should().BeNull();
    }

    [Fact]
    public async Task RunNow_BotIsDisabled_IsRejected()
    {
        await using var host = await new ScheduleHost(
            static work => work.Configure(static it => it.Enabled = false).Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();

        var run = () => host.Schedules.RunNowAsync("work", "me").AsTask();

        (await run.Should().ThrowAsync<BotRejectedException>()).Which.Error.Code.Should().Be(BotErrorCodes.Disabled);
    }

    [Fact]
    public async Task Input_OfAnOlderShape_IsUpgradedInTheRun()
    {
        // It would take the run itself.
        await using var first = await new ScheduleHost(scheduling: static it => it.RunQueue = false).StartAsync();
        await first.Schedules.CreateAsync(ScheduleHost.Definition("*/5 * * * *"), "me");

        await using var second = new ScheduleHost(
            static work => work.PayloadVersion(2, static (json, _) =>
            {
                json["number"] = 1_000 + (int)json["number"]!;
                return json;
            }),
            services: services => services.AddSingleton((InMemoryRuns)first.Host.Services.GetService(typeof(InMemoryRuns))!),
            store: first.Store);
        await second.StartAsync();
        await second.Host.UntilEndedAsync((await second.Schedules.RunNowAsync("extra", "me"))!.Value);
        await second.AdvanceAsync(TimeSpan.FromMinutes(1));

        second.Work.Runs.Should().ContainSingle().Which.Number.Should().Be(1_007);
    }

    [Fact]
    public async Task Preview_LeavesOutBlackoutDaysAndWhatIsAfterTheEnd()
    {
        await using var host = await new ScheduleHost(
            static work => work.Schedule("0 6 * * *", input: new WorkInput(1), configure: static it =>
            {
                it.Blackouts.Add("holidays");
                it.EndAt = new DateTimeOffset(2000, 1, 7, 0, 0, 0, TimeSpan.Zero);
            }),
            static bots => bots.AddBlackoutCalendar("holidays", static days => days.AddDate(new(2000, 1, 2)).AddRange(new(2000, 1, 4), new(2000, 1, 5)))).StartAsync();

        var next = await host.Schedules.PreviewAsync("work", 10);

        next!.Select(static at => at.Day).Should().Equal(1, 3, 6);
        (await host.Schedules.PreviewAsync("none", 1)).Should().BeNull();
    }

    [Fact]
    public async Task ListOccurrences_UnknownSchedule_IsNull()
    {
        await using var host = await new ScheduleHost(static work => work.Schedule("0 * * * *", input: new WorkInput(1))).StartAsync();

        (await host.Schedules.ListOccurrencesAsync(new BotOccurrenceQuery("none"))).Should().BeNull();
        (await host.Schedules.ListOccurrencesAsync(new BotOccurrenceQuery("work"))).Should().BeEmpty();
    }

    [Fact]
    public async Task List_PagesById()
    {
        await using var host = await new ScheduleHost().StartAsync();
        foreach (var id in new[] { "b", "a", "c" })
        {
            await host.Schedules.CreateAsync(ScheduleHost.Definition(id: id), "me");
        }

        (await host.Schedules.ListAsync(new BotScheduleQuery { Count = 2 })).Select(static it => it.Schedule.Definition.Id).Should().Equal("a", "b");
        (await host.Schedules.ListAsync(new BotScheduleQuery { After = "b" })).Select(static it => it.Schedule.Definition.Id).Should().Equal("c");
    }
}
