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
        Fire_DelegateThatThrows_ChangesNothingOfAnySchedule,
        Fire_DelegateThatThrows_PoisonsNothing,
        Fire_DecidesAboutAnother_IsRefused,
        Fire_AskedForTooMany_IsRefused,
        Fire_Step_IsVisibleAsAWhole,
        Fire_Queued_WakesTheWorkers,
        Fire_OfRunThatIsThereAlready_QueuesItOnce,
        Fire_Many_FiresEachOnce,
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

    private static async Task Fire_DelegateThatThrows_ChangesNothingOfAnySchedule(Bench bench)
    {
        const int Count = 150;
        await bench.MakeAsync([.. Enumerable.Range(0, Count).Select(i => bench.Schedule($"s-{i:000}", TimeSpan.FromSeconds(i - 200)))]);
        var seen = 0;
        var fired = 0;
        ScheduleStep Decide(ScheduleView view)
        {
            seen++;
            return view.Schedule.Definition.Id == "s-149" ? throw new NotSupportedException("no") : Last(view);
        }

        ScheduleStep Last(ScheduleView view) => bench.Start(view) with { Schedule = view.Schedule with { NextDue = null, WakeAt = null } };

        await Expect.ThrowsAsync<NotSupportedException>(
            async () =>
            {
                // A store may do less at a time than it is asked for.
                while (fired < Count)
                {
                    fired += (await bench.FireAsync(Decide, 1_000)).Fired;
                }
            },
            "what a delegate throws to reach the caller");

        Expect.Equal((await bench.DepthAsync()).Queued, fired, "the number of runs of the fires that did not throw");
        Expect.That(fired < seen, "the schedules that the delegate saw before it threw to stay where they were");
        Expect.Equal((await bench.OccurrencesAsync("s-149")).Count, 0, "the number of occurrences after a fire that threw");
        var left = 0;
        while (await bench.FireAsync(Last, 1_000) is { Fired: > 0 } batch)
        {
            left += batch.Fired;
        }

        Expect.Equal(left, Count - fired, "the number of schedules that are still due");
    }

    private static async Task Fire_DelegateThatThrows_PoisonsNothing(Bench bench)
    {
        await bench.MakeAsync([.. Enumerable.Range(0, 20).Select(i => bench.Schedule($"s-{i:00}", TimeSpan.FromSeconds(i - 50)))]);
        ScheduleStep Decide(ScheduleView view) => view.Schedule.Definition.Id == "s-03" ? throw new NotSupportedException("no") : bench.Start(view);
        var accepted = bench.AcceptAsync();
        await Expect.ThrowsAsync<NotSupportedException>(async () => await bench.FireAsync(Decide), "what a delegate throws to reach the caller");
        await accepted;

        var others = await bench.FireAsync(Decide, request: new ScheduleFireRequest([Bench.Bot], 100) { Except = ["s-03"] });
        Expect.Equal(others.Fired, 19, "the number of schedules but the one that throws");
        Expect.Equal((await bench.DepthAsync()).Queued, 20, "the number of runs that wait");
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules once it does not throw any more");
    }

    private static async Task Fire_DecidesAboutAnother_IsRefused(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        await Expect.ThrowsAsync<InvalidOperationException>(
            async () => await bench.FireAsync(_ => new ScheduleStep(bench.Schedule("b"))), "a step about another schedule to be refused");
        await Expect.ThrowsAsync<InvalidOperationException>(
            async () => await bench.FireAsync(view => new ScheduleStep(view.Schedule)
            {
                Occurrences = [Timetable.Occurrence(view, view.Now, BotOccurrenceState.Ran) with { Schedule = "b" }],
            }),
            "an occurrence of another schedule to be refused");
        Expect.That(await bench.Schedules().FindAsync("b", bench.Token) is null, "nothing to be made");
        Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that are still due");
    }

    private static async Task Fire_AskedForTooMany_IsRefused(Bench bench)
    {
        foreach (var max in (int[])[0, 1_001])
        {
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(async () => await bench.FireAsync(max: max), $"a fire of {max} to be refused");
        }
    }

    private static async Task Fire_Step_IsVisibleAsAWhole(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromMinutes(-100)));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(bench.Token);
        var reader = Task.Run(
            async () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    // Whatever is read later must not be older than what was read before.
                    if ((await bench.ScheduleAsync("a")).LastRun is { } run)
                    {
                        var found = await bench.FindAsync(run);
                        Expect.Equal(found.Origin?.Schedule, "a", "the schedule of a run that a schedule names");
                        var occurrences = await bench.OccurrencesAsync("a");
                        Expect.That(occurrences.Any(it => it.ExecutionId == run), "the occurrence of a run that a schedule names");
                        var schedule = await bench.ScheduleAsync("a");
                        Expect.That(schedule.Watermark >= occurrences[0].Due, "the schedule to have passed each instant that is dealt with");
                    }
                }
            },
            bench.Token);
        for (var i = 0; i < 50; i++)
        {
            Expect.Equal((await bench.FireAsync()).Fired, 1, "the number of schedules that were dealt with");
        }

        await stop.CancelAsync();
        await reader;
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 50, "the number of occurrences");
    }

    private static async Task Fire_Queued_WakesTheWorkers(Bench bench)
    {
        var node = await bench.JoinAsync();
        await bench.MakeAsync(bench.Schedule("a"));
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs before the fire");
        await bench.Queue.WaitForWorkAsync(node, TimeSpan.Zero, bench.Token);
        Expect.Equal((await bench.ClaimAsync(node)).Count, 0, "the number of runs before the fire");
        var woken = bench.Queue.WaitForWorkAsync(node, TimeSpan.FromDays(1), bench.Token).AsTask();
        await bench.FireAsync();

        await Expect.SoonAsync(() => Task.FromResult(woken.IsCompleted), "an idle worker to be woken by a fire", bench.Token);
    }

    private static async Task Fire_OfRunThatIsThereAlready_QueuesItOnce(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        var known = await bench.AcceptAsync();
        await bench.FireAsync(view =>
        {
            var step = bench.Start(view);
            return step with { Runs = [step.Runs[0] with { ExecutionId = known }] };
        });

        Expect.Equal((await bench.DepthAsync()).Queued, 1, "the number of runs that wait");
    }

    private static async Task Fire_Many_FiresEachOnce(Bench bench)
    {
        const int Count = 1_000;
        await bench.MakeAsync([.. Enumerable.Range(0, Count).Select(i => bench.Schedule($"s-{i}", TimeSpan.FromMilliseconds(-i)))]);
        var fired = 0;
        for (var i = 0; i < 200 && fired < Count; i++)
        {
            fired += (await bench.FireAsync(max: Count)).Fired;
        }

        Expect.Equal((fired, (await bench.FireAsync(max: Count)).Fired), (Count, 0), "the number of schedules that fire, and that fire again");
        Expect.Equal((await bench.DepthAsync()).Queued, Count, "the number of runs that wait");
    }
}
