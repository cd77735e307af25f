using BotKit.Ledger;
using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>What became of due instants: listed, changed by a backfill, kept for as long as it is.</summary>
internal static class OccurrenceCases
{
    public static CaseList All { get; } = new()
    {
        Occurrence_Written_IsReadAsItIs,
        Occurrence_Removed_IsGone,
        Occurrence_List_PagesByInstant,
        Occurrence_List_Filters,
        Backfill_SeesWhatTouchesItsRange,
        Backfill_Unknown_ChangesNothing,
        Backfill_Writes_InOneStep,
        Backfill_ThatThrows_ChangesNothing,
        Backfill_ThatDeclines_ChangesNothing,
        Backfill_Large_IsOneStep,
        { Clean_OldOccurrences_LeavesThoseThatWait, StoreAbilities.Clock | StoreAbilities.Retention },
    };

    private static async Task<DateTimeOffset> SkippedAsync(Bench bench, int count)
    {
        await bench.MakeAsync(bench.Schedule("a", -count * Timetable.Period));
        var first = (await bench.ScheduleAsync("a")).NextDue!.Value;
        for (var i = 0; i < count; i++)
        {
            await bench.FireAsync(view => i % 2 == 0 ? Timetable.Skip(view) : bench.Start(view));
        }

        return first;
    }

    private static async Task Occurrence_Written_IsReadAsItIs(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        var written = new List<BotOccurrence>();
        await bench.FireAsync(view =>
        {
            written.Clear();
            var due = view.Schedule.NextDue!.Value;
            foreach (var reason in Enum.GetValues<BotSkipReason>())
            {
                due += Timetable.Period;
                written.Add(Timetable.Occurrence(view, due, BotOccurrenceState.Skipped, reason: reason) with { Until = due.AddSeconds(3), Count = 4, Timing = "@daily|Europe/Paris|12" });
            }

            written.Add(Timetable.Occurrence(view, due.AddHours(1), BotOccurrenceState.Waiting) with { IsBackfill = true });
            written.Add(Timetable.Occurrence(view, due.AddHours(2), BotOccurrenceState.Ran, bench.NewId()) with { RecordedAt = view.Now.AddDays(-1) });
            return new ScheduleStep(view.Schedule with { NextDue = null, WakeAt = null }) { Occurrences = [.. written] };
        });

        Expect.Sequence(await bench.OccurrencesAsync("a"), Enumerable.Reverse(written), "the occurrences, the latest first");
    }

    private static async Task Occurrence_Removed_IsGone(Bench bench)
    {
        var first = await SkippedAsync(bench, 4);
        await bench.FireAsync(
            view => new ScheduleStep(view.Schedule)
            {
                Removed = [first, first + Timetable.Period, first + (20 * Timetable.Period)],
                Occurrences = [Timetable.Occurrence(view, first, BotOccurrenceState.Skipped, reason: BotSkipReason.Paused) with { Until = first + Timetable.Period, Count = 2 }],
            },
            request: new ScheduleFireRequest([Bench.Bot], 10) { Ended = ["a"] });

        Expect.Sequence(
            (await bench.OccurrencesAsync("a")).Select(static it => (it.Due, it.Count)),
            [(first + (3 * Timetable.Period), 1), (first + (2 * Timetable.Period), 1), (first, 2)],
            "instants and counts, the latest first");
    }

    private static async Task Occurrence_List_PagesByInstant(Bench bench)
    {
        var first = await SkippedAsync(bench, 7);
        var found = new List<DateTimeOffset>();
        DateTimeOffset? before = null;
        while (await bench.Schedules().ListOccurrencesAsync(new BotOccurrenceQuery("a") { Before = before, Count = 3 }, bench.Token) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(static it => it.Due));
            before = found[^1];
        }

        Expect.Sequence(found, Enumerable.Range(0, 7).Reverse().Select(i => first + (i * Timetable.Period)), "the instants, page by page");
        await Expect.ThrowsAsync<ArgumentOutOfRangeException>(
            async () => await bench.Schedules().ListOccurrencesAsync(new BotOccurrenceQuery("a") { Count = 1_001 }, bench.Token), "a page of 1,001 to be refused");
    }

    private static async Task Occurrence_List_Filters(Bench bench)
    {
        var first = await SkippedAsync(bench, 6);
        var last = first + (5 * Timetable.Period);
        await bench.FireAsync(
            view => new ScheduleStep(view.Schedule) { Occurrences = [view.Latest! with { Until = last.AddHours(1), Count = 61 }] },
            request: new ScheduleFireRequest([Bench.Bot], 10) { Ended = ["a"] });

        Expect.Sequence(await DuesAsync(new("a") { State = BotOccurrenceState.Skipped }), [4, 2, 0], "those that were skipped");
        Expect.Sequence(await DuesAsync(new("a") { State = BotOccurrenceState.Ran }), [5, 3, 1], "those that ran");
        Expect.Sequence(await DuesAsync(new("a") { To = first + (2 * Timetable.Period) }), [1, 0], "those before an instant");
        Expect.Sequence(await DuesAsync(new("a") { From = first + (4 * Timetable.Period) }), [5, 4], "those from an instant on");
        Expect.Sequence(await DuesAsync(new("a") { From = last.AddMinutes(30), To = last.AddMinutes(40) }), [5], "those whose instants reach into a range");

        async Task<IEnumerable<int>> DuesAsync(BotOccurrenceQuery query)
            => (await bench.Schedules().ListOccurrencesAsync(query, bench.Token)).Select(it => (int)((it.Due - first) / Timetable.Period));
    }

    private static async Task Backfill_SeesWhatTouchesItsRange(Bench bench)
    {
        var first = await SkippedAsync(bench, 6);
        await bench.FireAsync(
            view => new ScheduleStep(view.Schedule)
            {
                Occurrences = [Timetable.Occurrence(view, first.AddHours(-2), BotOccurrenceState.Skipped, reason: BotSkipReason.Missed) with { Until = first.AddHours(-1) }],
            },
            request: new ScheduleFireRequest([Bench.Bot], 10) { Ended = ["a"] });
        ScheduleView? seen = null;
        await bench.Schedules().ChangeOccurrencesAsync(
            "a",
            first.AddHours(-1),
            first + (2 * Timetable.Period),
            view =>
            {
                seen = view;
                return null;
            },
            bench.Token);

        var view = Expect.NotNull(seen, "a look at the schedule");
        Expect.Sequence(
            view.Occurrences.Select(static it => it.Due),
            [first.AddHours(-2), first, first + Timetable.Period, first + (2 * Timetable.Period)],
            "the instants that touch the range, earliest first");
        Expect.Equal((view.Schedule.Definition.Id, view.OpenRuns, view.WaitingCount, view.Latest?.Due), ("a", 3, 0, first + (5 * Timetable.Period)), "schedule, open runs, waiting instants and the latest one");
    }

    private static async Task Backfill_Unknown_ChangesNothing(Bench bench)
    {
        var isAsked = false;
        var step = await bench.Schedules().ChangeOccurrencesAsync(
            "none",
            bench.Now(),
            bench.Now(),
            view =>
            {
                isAsked = true;
                return null;
            },
            bench.Token);
        Expect.That(step is null && !isAsked, "nothing to be asked about a schedule that is not there");
    }

    private static async Task Backfill_Writes_InOneStep(Bench bench)
    {
        var node = await bench.JoinAsync();
        var first = await SkippedAsync(bench, 3);
        var before = await bench.ScheduleAsync("a");
        RunSubmission? run = null;
        var step = await bench.Schedules().ChangeOccurrencesAsync(
            "a",
            first,
            first + (2 * Timetable.Period),
            view =>
            {
                run = bench.Run(view, first);
                return new ScheduleStep(view.Schedule with { WakeAt = view.Now })
                {
                    Removed = [first + (2 * Timetable.Period)],
                    Occurrences =
                    [
                        view.Occurrences[0] with { State = BotOccurrenceState.Ran, Reason = null, ExecutionId = run.ExecutionId, IsBackfill = true },
                        Timetable.Occurrence(view, first - Timetable.Period, BotOccurrenceState.Waiting) with { IsBackfill = true },
                    ],
                    Runs = [run],
                };
            },
            bench.Token);

        Expect.Equal(step?.Runs.Count, 1, "the number of runs that the answer names");
        Expect.Sequence(
            (await bench.OccurrencesAsync("a")).Select(static it => (it.Due, it.State, it.IsBackfill)),
            [
                (first + Timetable.Period, BotOccurrenceState.Ran, false),
                (first, BotOccurrenceState.Ran, true),
                (first - Timetable.Period, BotOccurrenceState.Waiting, true),
            ],
            "instants, what became of them, and whether a backfill asked for it");
        var after = await bench.ScheduleAsync("a");
        Expect.Equal((after.Watermark, after.NextDue, after.WakeAt), (before.Watermark, before.NextDue, bench.Can(StoreAbilities.Clock) ? bench.Now() : after.WakeAt), "watermark, next instant and when to look again");
        var claimed = await bench.ClaimAsync(node, 10);
        Expect.That(claimed.Any(it => it.ExecutionId == run!.ExecutionId), "the backfill's run to be handed out");
        Expect.Equal((await bench.FireAsync(static view => new ScheduleStep(view.Schedule with { WakeAt = null }))).Fired, 1, "the number of schedules to look at");
    }

    private static async Task Backfill_ThatThrows_ChangesNothing(Bench bench)
    {
        var first = await SkippedAsync(bench, 2);
        await Expect.ThrowsAsync<NotSupportedException>(
            async () => await bench.Schedules().ChangeOccurrencesAsync("a", first, first, static _ => throw new NotSupportedException("no"), bench.Token),
            "what a delegate throws to reach the caller");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 2, "the number of occurrences");
    }

    private static async Task Backfill_ThatDeclines_ChangesNothing(Bench bench)
    {
        var first = await SkippedAsync(bench, 2);
        Expect.That(await bench.Schedules().ChangeOccurrencesAsync("a", first, first, static _ => null, bench.Token) is null, "no step where there is none");
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 2, "the number of occurrences");
    }

    private static async Task Backfill_Large_IsOneStep(Bench bench)
    {
        const int Count = 3_000;
        await bench.MakeAsync(bench.Schedule("a", TimeSpan.FromHours(1)));
        var first = bench.Now() - TimeSpan.FromDays(7);
        await bench.Schedules().ChangeOccurrencesAsync(
            "a",
            first,
            first + (Count * Timetable.Period),
            view => new ScheduleStep(view.Schedule with { WakeAt = view.Now })
            {
                Occurrences =
                [
                    .. Enumerable.Range(0, Count).Select(i => Timetable.Occurrence(view, first + (i * Timetable.Period), BotOccurrenceState.Waiting) with { IsBackfill = true }),
                ],
            },
            bench.Token);

        var view = await bench.ViewAsync("a");
        Expect.Equal((view.WaitingCount, view.NextWaiting?.Due), (Count, first), "how many instants wait, and the earliest");
    }

    private static async Task Clean_OldOccurrences_LeavesThoseThatWait(Bench bench)
    {
        var first = await SkippedAsync(bench, 6);
        await bench.MakeAsync(bench.Schedule("b"), bench.Schedule("c") with { IsRetired = true, NextDue = null, WakeAt = null });
        await bench.FireAsync(Timetable.Wait, request: new ScheduleFireRequest([Bench.Bot], 10) { Except = ["a"] });
        bench.Store.Advance(TimeSpan.FromDays(20));
        await bench.MakeAsync(await bench.ScheduleAsync("a") with { NextDue = first + (7 * Timetable.Period), WakeAt = bench.Now() });
        await bench.FireAsync(view => view.Schedule.Definition.Id == "a" ? Timetable.Skip(view) : new ScheduleStep(view.Schedule));
        bench.Store.Advance(TimeSpan.FromDays(11));

        var options = new RetentionOptions { BatchSize = 4, Runs = TimeSpan.FromDays(300) };
        await bench.Store.Ports.Maintenance.CleanAsync(options, bench.Token);
        Expect.Equal((await bench.OccurrencesAsync("a")).Count, 3, "the number of occurrences after one batch of four");
        while (await bench.Store.Ports.Maintenance.CleanAsync(options, bench.Token) > 0)
        {
            // Until nothing is left to do.
        }

        Expect.Sequence((await bench.OccurrencesAsync("a")).Select(static it => it.Due), [first + (7 * Timetable.Period)], "the instants of which something was written lately");
        Expect.Equal((await bench.OccurrencesAsync("b")).Count, 1, "the number of occurrences that wait");
        await bench.ScheduleAsync("c");
    }
}
