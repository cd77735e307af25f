using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Due schedules are dealt with: which, in which order, and each step as a whole.</summary>
internal static class FireCases
{
    public static CaseList All { get; } = new()
    {
        Fire_Due_QueuesARunAndGoesOn,
        Fire_NothingIsDue_SaysWhenToLookAgain,
        { Fire_MillisecondBefore_FiresNothing, StoreAbilities.Clock },
        Fire_ManyDue_EarliestFirstAndNotMoreThanAsked,
        Fire_OfOtherBots_IsLeftAlone,
        Fire_Except_IsLeftToOthers,
        Fire_Retired_IsLeftAlone,
        Fire_Ended_IsLookedAtThoughItIsNotDue,
        Fire_StepThatChangesNothing_LeavesItDue,
        Fire_ChangedAfterwards_IsDueAtItsNewTime,
        Fire_MovedToAnotherBot_IsFiredForThat,
    };

    private static async Task Fire_Due_QueuesARunAndGoesOn(Bench bench)
    {
        var due = bench.Now() - TimeSpan.FromSeconds(3);
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromSeconds(-3)));
        var batch = await bench.FireAsync();

        Expect.Equal(batch.Fired, 1, "the number of schedules that were dealt with");
        var schedule = await bench.ScheduleAsync("a");
        Expect.Equal((schedule.NextDue, schedule.Watermark, schedule.LastRunDue), (due + Timetable.Period, due, due), "next due instant, watermark and last instant that ran");
        var occurrence = await bench.OccurrenceAsync("a");
        Expect.Equal(
            (occurrence.Due, occurrence.Until, occurrence.Count, occurrence.State, occurrence.ExecutionId, occurrence.Timing),
            (due, due, 1, BotOccurrenceState.Ran, schedule.LastRun, Timetable.Timing),
            "the occurrence");
        var run = await bench.ClaimOneAsync(await bench.JoinAsync());
        Expect.Equal((run.ExecutionId, run.Trigger), (schedule.LastRun!.Value, BotTrigger.Schedule), "the run that is claimed");
        Expect.Equal((run.Origin?.Schedule, run.Origin?.ScheduledFor), ("a", due), "schedule and instant of the run that is claimed");
        Expect.Json(run.Input, """{"n":1}""", "the input of the run");
    }

    private static async Task Fire_NothingIsDue_SaysWhenToLookAgain(Bench bench)
    {
        var none = await bench.FireAsync();
        Expect.Equal((none.Fired, none.NextDue), (0, null), "what comes of a fire without schedules");

        await bench.MakeAsync(
            bench.Schedule("far", TimeSpan.FromHours(2)), bench.Schedule("near", TimeSpan.FromHours(1)), bench.Schedule("other", TimeSpan.FromMinutes(1), "other"));
        var batch = await bench.FireAsync();
        Expect.Equal(batch.Fired, 0, "the number of schedules that were dealt with");
        if (bench.Can(StoreAbilities.Clock))
        {
            Expect.Equal((batch.Now, batch.NextDue), (bench.Now(), TimeSpan.FromHours(1)), "the time, and when to look again");
        }
    }

    private static async Task Fire_MillisecondBefore_FiresNothing(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromSeconds(1)));
        bench.Store.Advance(TimeSpan.FromMilliseconds(999));
        Expect.Equal((await bench.FireAsync()).Fired, 0, "the number of schedules that fire a millisecond before their instant");
        bench.Store.Advance(TimeSpan.FromMilliseconds(1));
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that fire at their instant");
        Expect.Equal((await bench.FireAsync()).Fired, 0, "the number of schedules that fire at the same instant again");
    }

    private static async Task Fire_ManyDue_EarliestFirstAndNotMoreThanAsked(Bench bench)
    {
        var order = Enumerable.Range(0, 9).Select(static i => i * 5 % 9).ToArray();
        await bench.MakeAsync([.. order.Select(i => bench.Schedule($"s-{i}", TimeSpan.FromSeconds(i - 20), i % 2 == 0 ? "a" : "b"))]);
        var seen = new List<string>();
        var fired = new List<int>();
        for (var i = 0; i < 3; i++)
        {
            var batch = await bench.FireAsync(
                view =>
                {
                    seen.Add(view.Schedule.Definition.Id);
                    return bench.Start(view);
                },
                request: new ScheduleFireRequest(["a", "b"], 4));
            fired.Add(batch.Fired);
        }

        Expect.Sequence(fired, [4, 4, 1], "the numbers of schedules that were dealt with, four at most");
        Expect.Sequence(seen, Enumerable.Range(0, 9).Select(static i => $"s-{i}"), "the schedules in the order in which they were dealt with");
    }

    private static async Task Fire_OfOtherBots_IsLeftAlone(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromSeconds(-1), "other"), bench.Schedule("b"));
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules of the asked bots");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 0, "the number of occurrences of another bot's schedule");
        Expect.Equal((await bench.FireAsync(request: new ScheduleFireRequest([], 10))).Fired, 0, "the number of schedules of no bots");
    }

    private static async Task Fire_Except_IsLeftToOthers(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromSeconds(-2)), bench.Schedule("b", TimeSpan.FromSeconds(-1)), bench.Schedule("c", TimeSpan.FromHours(1)));
        var request = new ScheduleFireRequest([Bench.Bot], 10) { Except = ["a"], Ended = ["a"] };
        var batch = await bench.FireAsync(request: request);
        Expect.Equal(batch.Fired, 1, "the number of schedules but those that are left to others");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 0, "the number of occurrences of a schedule that is left to others");
        if (bench.Can(StoreAbilities.Clock))
        {
            Expect.Equal(batch.NextDue, Timetable.Period - TimeSpan.FromSeconds(1), "when to look again, without those that are left to others");
        }

        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that somebody else fires");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 1, "the number of occurrences afterwards");
    }

    private static async Task Fire_Retired_IsLeftAlone(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a") with { IsRetired = true, NextDue = null, WakeAt = null });
        var batch = await bench.FireAsync(request: new ScheduleFireRequest([Bench.Bot], 10) { Ended = ["a", "none"] });
        Expect.Equal((batch.Fired, batch.NextDue), (0, null), "what comes of a fire of a retired schedule");
    }

    private static async Task Fire_Ended_IsLookedAtThoughItIsNotDue(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("later", TimeSpan.FromHours(1)), bench.Schedule("due"), bench.Schedule("foreign", TimeSpan.FromHours(1), "other"));
        var seen = new List<string>();
        var batch = await bench.FireAsync(
            view =>
            {
                seen.Add(view.Schedule.Definition.Id);
                return view.Schedule.NextDue > view.Now ? new ScheduleStep(view.Schedule) : bench.Start(view);
            },
            request: new ScheduleFireRequest([Bench.Bot], 10) { Ended = ["later", "due", "later", "foreign"] });

        Expect.Sequence(seen.Order(StringComparer.Ordinal), ["due", "later"], "the schedules that were looked at, each once");
        Expect.Equal(batch.Fired, 2, "the number of schedules that were dealt with");
        Expect.Equal((await bench.OccurrencesAsync("due")).Count, 1, "the number of occurrences of the one that was due");
    }

    private static async Task Fire_StepThatChangesNothing_LeavesItDue(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        Expect.Equal((await bench.FireAsync(static view => new ScheduleStep(view.Schedule))).Fired, 1, "the number of schedules that were dealt with");
        var again = await bench.FireAsync();
        Expect.Equal(again.Fired, 1, "the number of schedules that are still due");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 1, "the number of occurrences");
    }

    private static async Task Fire_ChangedAfterwards_IsDueAtItsNewTime(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"), bench.Schedule("b", TimeSpan.FromHours(1)), bench.Schedule("c"));
        await bench.MakeAsync(
            bench.Schedule("a", TimeSpan.FromHours(2)), bench.Schedule("b", TimeSpan.FromSeconds(-30)), bench.Schedule("c") with { NextDue = null, WakeAt = null });
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that are due after a change");
        Expect.Equal((await bench.OccurrencesAsync("b")).Count, 1, "the number of occurrences of the one that was moved ahead");

        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(3)), bench.Schedule("a", TimeSpan.FromSeconds(-20)) with { Definition = Timetable.Definition("c") });
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that are due after another change");
        Expect.Equal((await bench.OccurrencesAsync("c")).Count, 1, "the number of occurrences of the one that was not due at all");
    }

    private static async Task Fire_MovedToAnotherBot_IsFiredForThat(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        await bench.MakeAsync(bench.Schedule("a", bot: "other"));
        Expect.Equal((await bench.FireAsync()).Fired, 0, "the number of due schedules of the bot that had it");
        Expect.Equal((await bench.FireAsync(request: new ScheduleFireRequest(["other"], 10))).Fired, 1, "the number of due schedules of the bot that has it");
        await bench.MakeAsync(bench.Schedule("a"));
        Expect.Equal((await bench.FireAsync(request: new ScheduleFireRequest([Bench.Bot, "other"], 10))).Fired, 1, "the number of due schedules once it is back");
    }
}
