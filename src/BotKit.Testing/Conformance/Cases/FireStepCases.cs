using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What is decided about a due schedule is written as a whole, or not at all.</summary>
internal static class FireStepCases
{
    public static CaseList All { get; } = new()
    {
        Fire_DelegateThatThrows_ChangesNothingOfAnySchedule,
        Fire_DelegateThatThrows_PoisonsNothing,
        Fire_DecidesAboutAnother_IsRefused,
        Fire_AskedForTooMany_IsRefused,
        Fire_Step_IsVisibleAsAWhole,
        Fire_Queued_WakesTheWorkers,
        Fire_OfRunThatIsThereAlready_QueuesItOnce,
        Fire_Many_FiresEachOnce,
    };

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
