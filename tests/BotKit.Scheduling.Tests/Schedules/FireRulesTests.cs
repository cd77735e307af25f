using BotKit.Schedules;
using BotKit.Scheduling.Schedules;

namespace BotKit.Scheduling.Tests.Schedules;

/// <summary>Now is 06:04:10, and the instants from 06:00 on were not fired: 06:00 to 06:02 are missed, since they are more than two minutes late.</summary>
public sealed class FireRulesTests
{
    private const string Missed3 = "06:00-06:02 Missed x3";

    [Theory]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.Skip, Missed3 + ", 06:03 Ran, 06:04 Overlap")]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03-06:04 Overlap x2")]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01 Ran, 06:02 Waiting, 06:03-06:04 Overlap x2")]
    [InlineData(BotOverlapPolicy.Queue, BotMissedRunPolicy.Skip, Missed3 + ", 06:03 Ran, 06:04 Waiting")]
    [InlineData(BotOverlapPolicy.Queue, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03 Waiting, 06:04 Waiting")]
    [InlineData(BotOverlapPolicy.Queue, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01 Ran, 06:02 Waiting, 06:03 Waiting, 06:04 Waiting")]
    [InlineData(BotOverlapPolicy.Allow, BotMissedRunPolicy.Skip, Missed3 + ", 06:03 Ran, 06:04 Ran")]
    [InlineData(BotOverlapPolicy.Allow, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03 Ran, 06:04 Ran")]
    [InlineData(BotOverlapPolicy.Allow, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01 Ran, 06:02 Ran, 06:03 Ran, 06:04 Ran")]
    public void Decide_AfterAnOutage_FollowsBothPolicies(BotOverlapPolicy overlap, BotMissedRunPolicy missed, string expected)
        => Late(overlap, missed).Decide().Should().Be(expected);

    [Theory]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.Skip, Missed3 + ", 06:03-06:04 Overlap x2")]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02-06:04 Overlap x3")]
    [InlineData(BotOverlapPolicy.Skip, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01 Waiting, 06:02 Waiting, 06:03-06:04 Overlap x2")]
    [InlineData(BotOverlapPolicy.Queue, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Waiting, 06:03 Waiting, 06:04 Waiting")]
    [InlineData(BotOverlapPolicy.Allow, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03 Ran, 06:04 Ran")]
    public void Decide_EarlierRunIsOpen_FollowsTheOverlapPolicy(BotOverlapPolicy overlap, BotMissedRunPolicy missed, string expected)
    {
        var late = Late(overlap, missed);
        late.Open = 1;

        late.Decide().Should().Be(expected);
    }

    [Theory]
    [InlineData(BotSkipReason.Paused, BotMissedRunPolicy.Skip, Missed3 + ", 06:03-06:04 Paused x2")]
    [InlineData(BotSkipReason.Circuit, BotMissedRunPolicy.Skip, Missed3 + ", 06:03-06:04 Circuit x2")]
    [InlineData(BotSkipReason.Disabled, BotMissedRunPolicy.Skip, Missed3 + ", 06:03-06:04 Disabled x2")]
    [InlineData(BotSkipReason.Paused, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03-06:04 Paused x2")]
    [InlineData(BotSkipReason.Circuit, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02 Ran, 06:03-06:04 Circuit x2")]
    [InlineData(BotSkipReason.Disabled, BotMissedRunPolicy.RunOnce, "06:00-06:01 Missed x2, 06:02-06:04 Disabled x3")]
    [InlineData(BotSkipReason.Paused, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01 Ran, 06:02 Waiting, 06:03-06:04 Paused x2")]
    [InlineData(BotSkipReason.Disabled, BotMissedRunPolicy.CatchUp, "06:00 Missed, 06:01-06:04 Disabled x4")]
    public void Decide_BotWouldNotRun_FollowsTheMissedPolicy(BotSkipReason unready, BotMissedRunPolicy missed, string expected)
    {
        var late = Late(BotOverlapPolicy.Skip, missed);
        late.Unready = unready;

        late.Decide().Should().Be(expected);
    }

    [Theory]
    [InlineData(0, 0, "06:00 Ran")]
    [InlineData(1, 0, "06:00 Circuit")]
    public void Decide_BotWouldNotRunAndRunOnce_QueuesOneAndNoMore(int open, int waiting, string expected)
        => new FireCase { Open = open, Waiting = waiting, Unready = BotSkipReason.Circuit }.Decide().Should().Be(expected);

    [Theory]
    [InlineData(BotOverlapPolicy.Skip, 0, "05:00 Ran, 06:00 Overlap")]
    [InlineData(BotOverlapPolicy.Queue, 0, "05:00 Ran, 06:00 Waiting")]
    [InlineData(BotOverlapPolicy.Queue, 1, "06:00 Waiting")]
    [InlineData(BotOverlapPolicy.Allow, 1, "05:00 Ran, 06:00 Ran")]
    public void Decide_InstantsWait_TheEarliestGoesFirst(BotOverlapPolicy overlap, int open, string expected)
    {
        var waiting = new FireCase { Waiting = 2, Open = open };
        waiting.Definition = waiting.Definition with { Overlap = overlap };

        waiting.Decide().Should().Be(expected);
    }

    [Fact]
    public void Decide_ScheduleIsPaused_SkipsAllAndStartsNothingThatWaits()
    {
        var paused = Late(BotOverlapPolicy.Queue, BotMissedRunPolicy.CatchUp);
        paused.Pause = new BotPause("audit", "me", FireCase.At("06:03"), null);
        paused.Waiting = 1;

        paused.Decide().Should().Be("06:00-06:04 Paused x5");
    }

    [Fact]
    public void Decide_PauseEndedMeanwhile_SkipsOnlyItsInstantsAndIsOver()
    {
        var paused = Late(BotOverlapPolicy.Allow, BotMissedRunPolicy.RunOnce);
        paused.Pause = new BotPause("audit", "me", FireCase.At("06:01"), FireCase.At("06:03"));

        paused.Decide().Should().Be("06:00 Ran, 06:01-06:02 Paused x2, 06:03 Ran, 06:04 Ran");

        paused.Step!.Schedule.Pause.Should().BeNull();
        paused.Step.Schedule.ChangedAt.Should().Be(FireCase.At("06:03"));
    }

    [Fact]
    public void Decide_BlackoutDay_IsSkippedInTheZoneOfTheSchedule()
    {
        var night = new FireCase { Next = "20:00", Now = "23:30" };
        night.Definition = night.Definition with { Cron = "0 * * * *", TimeZone = "Europe/Paris", MissedAfter = TimeSpan.FromHours(1), Missed = BotMissedRunPolicy.Skip };
        night.Blackouts = new BlackoutDays([new(new(2026, 3, 3), new(2026, 3, 3))]);

        // 23:00 in UTC is midnight in Paris.
        night.Decide().Should().Be("20:00-22:00 Missed x3, 23:00 Blackout");
    }

    [Fact]
    public void Decide_BlackoutBetweenMissedInstants_DoesNotUseUpTheirPolicy()
    {
        var days = new FireCase { Next = "06:00", Now = "78:00" };
        days.Definition = days.Definition with { Cron = "0 6 * * *", Missed = BotMissedRunPolicy.CatchUp, CatchUpLimit = 2, Overlap = BotOverlapPolicy.Allow };
        days.Blackouts = new BlackoutDays([new(new(2026, 3, 3), new(2026, 3, 4))]);

        days.Decide();

        days.Step!.Occurrences.Select(static row => (row.Due.Day, row.State, row.Reason)).Should().Equal(
            (2, BotOccurrenceState.Ran, null), (3, BotOccurrenceState.Skipped, BotSkipReason.Blackout), (5, BotOccurrenceState.Ran, null));
        days.Step.Occurrences[1].Count.Should().Be(2);
    }

    [Theory]
    [InlineData(0, 0, "06:00 Limit")]
    [InlineData(1, 1, "06:00 Ran")]
    public void Decide_QueueIsFull_SkipsForTheLimit(int room, int runs, string expected)
    {
        var full = new FireCase { Room = room };

        full.Decide().Should().Be(expected);

        full.Step!.Runs.Should().HaveCount(runs);
    }

    [Fact]
    public void Decide_AsManyWaitAsMay_SkipsForTheLimit()
    {
        var full = new FireCase { Open = 1, Waiting = FireRules.MaxWaiting };
        full.Definition = full.Definition with { Overlap = BotOverlapPolicy.Queue };

        full.Decide().Should().Be("06:00 Limit");
    }

    [Fact]
    public void Decide_QueueIsFull_LeavesWhatWaitsWaiting()
        => new FireCase { Next = "07:00", Waiting = 1, Room = 0 }.Decide().Should().BeEmpty();

    [Fact]
    public void Decide_SameReasonAsTheLatestRow_GoesOnWithIt()
    {
        var skipping = new FireCase { Open = 1 };
        skipping.Latest = skipping.Row(FireCase.At("05:50"), BotOccurrenceState.Skipped, BotSkipReason.Overlap, FireCase.At("05:59"), 10);

        skipping.Decide().Should().Be("05:50-06:00 Overlap x11");
    }

    [Theory]
    [InlineData("05:58", BotSkipReason.Overlap)]
    [InlineData("05:59", BotSkipReason.Paused)]
    public void Decide_LatestRowIsOfAnotherReasonOrNotAdjacent_BeginsANewRow(string until, BotSkipReason reason)
    {
        var skipping = new FireCase { Open = 1 };
        skipping.Latest = skipping.Row(FireCase.At("05:50"), BotOccurrenceState.Skipped, reason, FireCase.At(until), 9);

        skipping.Decide().Should().Be("06:00 Overlap");
    }

    [Fact]
    public void Decide_LongOutage_DealsWithItInStepsAsIfInOne()
    {
        var seconds = new FireCase { Next = "06:00", Now = "14:00" };
        seconds.Definition = seconds.Definition with
        {
            Cron = "* * * * * *",
            MissedAfter = TimeSpan.FromSeconds(1),
            Missed = BotMissedRunPolicy.CatchUp,
            CatchUpLimit = 3,
            Overlap = BotOverlapPolicy.Allow,
        };
        var rows = new List<BotOccurrence>();
        for (var steps = 0; steps < 3; steps++)
        {
            seconds.Decide();
            rows.RemoveAll(row => row.Due == seconds.Step!.Occurrences[0].Due);
            rows.AddRange(seconds.Step!.Occurrences);
            seconds.Latest = rows[^1];
            seconds.Next = (seconds.Step.Schedule.NextDue!.Value - FireCase.Day).ToString("c", null);
        }

        // 06:00:00 to 14:00:00: all but the latest three that are late by more than a second, which run, and the two that are not late.
        rows[0].Count.Should().Be(28_801 - 5);
        rows[0].Reason.Should().Be(BotSkipReason.Missed);
        rows.Skip(1).Select(static row => row.State).Should().Equal(Enumerable.Repeat(BotOccurrenceState.Ran, 5));
        seconds.Step!.Schedule.WakeAt.Should().Be(FireCase.At("14:00:01"));
    }

    [Fact]
    public void Decide_MoreThanOneStepDealsWith_WakesAtOnce()
    {
        var seconds = new FireCase { Next = "00:00", Now = "06:00" };
        seconds.Definition = seconds.Definition with { Cron = "* * * * * *" };

        seconds.Decide();

        seconds.Step!.Schedule.WakeAt.Should().Be(FireCase.At("06:00"));
        seconds.Step.Occurrences.Should().ContainSingle().Which.Count.Should().Be(FireRules.MaxInstants);
    }

    [Theory]
    [InlineData(0, "07:00:00")]
    [InlineData(1, "06:00:11")]
    public void Decide_InstantsWait_LooksAgainAfterASecond(int waiting, string wake)
    {
        var idle = new FireCase { Next = "07:00", Waiting = waiting, Open = 1 };

        idle.Decide();

        idle.Step!.Schedule.WakeAt.Should().Be(FireCase.At(wake));
    }

    [Fact]
    public void Decide_EndIsReached_NothingIsDueAnyMore()
    {
        var ending = new FireCase { Now = "06:05" };
        ending.Definition = ending.Definition with { EndAt = FireCase.At("06:01"), Overlap = BotOverlapPolicy.Allow, MissedAfter = TimeSpan.FromHours(1) };

        ending.Decide().Should().Be("06:00 Ran, 06:01 Ran");

        ending.Step!.Schedule.NextDue.Should().BeNull();
        ending.Step.Schedule.WakeAt.Should().BeNull();
        ending.Step.Schedule.Watermark.Should().Be(FireCase.At("06:01"));
    }

    [Fact]
    public void Decide_Run_CarriesWhatTheScheduleSays()
    {
        var due = new FireCase();
        due.Definition = due.Definition with { Jitter = TimeSpan.FromMinutes(10), Priority = 7, PayloadVersion = 3, Input = "{\"number\":5}"u8.ToArray() };

        due.Decide();

        var run = due.Step!.Runs.Should().ContainSingle().Subject;
        run.Trigger.Should().Be(BotTrigger.Schedule);
        run.Origin!.Schedule.Should().Be("work");
        run.Origin.ScheduledFor.Should().Be(FireCase.At("06:00"));
        run.DueAt.Should().Be(FireCase.At("06:00") + Jitter.Of("work", FireCase.At("06:00"), TimeSpan.FromMinutes(10)));
        run.Priority.Should().Be(7);
        run.PayloadVersion.Should().Be(3);
        run.Input.Should().Be(due.Definition.Input);
        due.Step.Schedule.LastRun.Should().Be(run.ExecutionId);
        due.Step.Schedule.LastRunDue.Should().Be(FireCase.At("06:00"));
    }

    [Fact]
    public void Decide_ClocksGoBack_FixedTimeRunsOnceAndIntervalInBothHours()
    {
        var fold = new FireCase { Next = "5688:30", Now = "5694:00" };
        fold.Definition = fold.Definition with { Cron = "30 2 * * *", TimeZone = "Europe/Paris", MissedAfter = TimeSpan.FromDays(1), Overlap = BotOverlapPolicy.Allow };

        FireCase.At(fold.Next).Should().Be(new DateTimeOffset(2026, 10, 25, 0, 30, 0, TimeSpan.Zero));
        fold.Decide().Should().Be("00:30 Ran");
        fold.Step!.Schedule.NextDue.Should().Be(new DateTimeOffset(2026, 10, 26, 1, 30, 0, TimeSpan.Zero));

        fold.Definition = fold.Definition with { Cron = "*/30 2 * * *" };
        fold.Decide().Should().Be("00:30 Ran, 01:00 Ran, 01:30 Ran");
    }

    private static FireCase Late(BotOverlapPolicy overlap, BotMissedRunPolicy missed)
    {
        var late = new FireCase { Now = "06:04:10" };
        late.Definition = late.Definition with { Overlap = overlap, Missed = missed, CatchUpLimit = 2, MissedAfter = TimeSpan.FromMinutes(2) };
        return late;
    }
}
