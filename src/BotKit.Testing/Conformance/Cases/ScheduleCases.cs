using BotKit.Schedules;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Schedules are made, changed and listed.</summary>
internal static class ScheduleCases
{
    public static CaseList All { get; } = new()
    {
        Schedule_Made_IsReadAsItIs,
        Schedule_Unknown_IsNotFound,
        Schedule_Changed_IsReadAsChanged,
        Schedule_LeftAlone_StaysAsItIs,
        Schedule_Change_IsGivenThePresentOneAndTheTime,
        Schedule_ChangeOfMany_AnswersInTheirOrder,
        Schedule_ChangeThatThrows_ChangesNothing,
        Schedule_ChangeThatDecidesAboutAnother_IsRefused,
        Schedule_List_PagesById,
        Schedule_List_FiltersByBotAndLeavesRetiredOut,
        Schedule_Clock_IsTheStores,
        { Schedule_MadeInParallel_IsMadeOnce, StoreAbilities.SecondNode },
        { Schedule_Everything_SurvivesARestart, StoreAbilities.Reopen },
    };

    private static BotSchedule Full(Bench bench)
    {
        var now = bench.Now();
        var definition = new BotScheduleDefinition
        {
            Id = "full",
            Bot = Bench.Bot,
            Cron = "0 6 * * MON-FRI",
            TimeZone = "Europe/Paris",
            Input = """{"name":"ä\u0000"}"""u8.ToArray(),
            Overlap = BotOverlapPolicy.Queue,
            Missed = BotMissedRunPolicy.CatchUp,
            CatchUpLimit = 7,
            MissedAfter = TimeSpan.FromSeconds(90.5),
            Jitter = TimeSpan.FromSeconds(12),
            StartAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(1)).AddTicks(1),
            EndAt = new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
            Blackouts = ["holidays", "freeze"],
            Priority = 8,
            SuccessWithin = TimeSpan.FromHours(25),
            Description = "For \"people\" – and more.",
        };
        return new BotSchedule
        {
            Definition = definition,
            Source = BotScheduleSource.File,
            Declared = definition with { Cron = "@daily", Input = "{}"u8.ToArray(), Blackouts = [], EndAt = null },
            IsRetired = false,
            Pause = new BotPause("month end", "ann", now, now.AddHours(1)),
            NextDue = now.AddMinutes(1),
            WakeAt = now.AddSeconds(1),
            Watermark = now.AddMinutes(-1),
            Anchor = now.AddDays(-3),
            LastRun = bench.NewId(),
            LastRunDue = now.AddMinutes(-1),
            CreatedAt = now.AddDays(-3),
            ChangedAt = now,
            ChangedBy = "ann",
            Revision = 5,
        };
    }

    private static void ExpectSame(BotScheduleDefinition? actual, BotScheduleDefinition? expected, string subject)
    {
        if (actual is null || expected is null)
        {
            Expect.That(actual is null && expected is null, $"{subject} to be there or not");
            return;
        }

        Expect.Sequence(actual.Input.ToArray(), expected.Input.ToArray(), $"the input of {subject}");
        Expect.Sequence(actual.Blackouts, expected.Blackouts, $"the blackouts of {subject}");
        Expect.Equal(actual with { Input = default, Blackouts = [] }, expected with { Input = default, Blackouts = [] }, subject);
    }

    private static void ExpectSame(BotSchedule? actual, BotSchedule expected)
    {
        Expect.NotNull(actual, "the schedule");
        ExpectSame(actual!.Definition, expected.Definition, "the definition");
        ExpectSame(actual.Declared, expected.Declared, "what was declared");
        Expect.Equal(actual with { Definition = expected.Definition, Declared = expected.Declared }, expected, "the schedule");
    }

    private static async Task Schedule_Made_IsReadAsItIs(Bench bench)
    {
        var made = Full(bench);
        await bench.MakeAsync(made);

        ExpectSame(await bench.ScheduleAsync("full"), made);
        ExpectSame((await bench.Schedules().ListAsync(new BotScheduleQuery(), bench.Token))[0], made);
    }

    private static async Task Schedule_Unknown_IsNotFound(Bench bench)
    {
        Expect.That(await bench.Schedules().FindAsync("none", bench.Token) is null, "no schedule of an unknown id");
        Expect.Equal((await bench.OccurrencesAsync("none")).Count, 0, "the number of occurrences of an unknown schedule");
    }

    private static async Task Schedule_Changed_IsReadAsChanged(Bench bench)
    {
        await bench.MakeAsync(Full(bench));
        var changed = bench.Schedule("full", TimeSpan.FromHours(3), "other") with { Revision = 6, IsRetired = true, NextDue = null, WakeAt = null };
        await bench.MakeAsync(changed);

        ExpectSame(await bench.ScheduleAsync("full"), changed);
    }

    private static async Task Schedule_LeftAlone_StaysAsItIs(Bench bench)
    {
        var made = Full(bench);
        await bench.MakeAsync(made);
        var nothing = await bench.Schedules().ChangeAsync(["full", "none"], static (_, _, _) => null, bench.Token);
        var same = await bench.Schedules().ChangeAsync(["full"], static (_, present, _) => present, bench.Token);

        ExpectSame(nothing[0], made);
        Expect.That(nothing[1] is null, "no schedule where nobody made one");
        ExpectSame(same[0], made);
        ExpectSame(await bench.ScheduleAsync("full"), made);
        Expect.That(await bench.Schedules().FindAsync("none", bench.Token) is null, "no schedule where nobody made one");
    }

    private static async Task Schedule_Change_IsGivenThePresentOneAndTheTime(Bench bench)
    {
        var made = Full(bench);
        await bench.MakeAsync(made);
        var seen = new Dictionary<string, BotSchedule?>();
        DateTimeOffset? time = null;
        await bench.Schedules().ChangeAsync(
            ["none", "full"],
            (id, present, now) =>
            {
                seen[id] = present;
                time = now;
                return null;
            },
            bench.Token);

        Expect.That(seen["none"] is null, "nothing to be there of a schedule that nobody made");
        ExpectSame(seen["full"], made);
        if (bench.Can(StoreAbilities.Clock))
        {
            Expect.Equal(time, bench.Now(), "the time that a change is given");
        }
    }

    private static async Task Schedule_ChangeOfMany_AnswersInTheirOrder(Bench bench)
    {
        var ids = Enumerable.Range(0, 1_000).Select(static i => $"s-{i * 7919 % 1_000}").ToList();
        var made = await bench.Schedules().ChangeAsync(ids, (id, _, _) => bench.Schedule(id), bench.Token);
        Expect.Sequence(made.Select(static it => it!.Definition.Id), ids, "the ids of the schedules that were made");

        var changed = await bench.Schedules().ChangeAsync(
            ids, static (id, present, _) => id.EndsWith('3') ? present! with { Revision = 9 } : null, bench.Token);
        Expect.Sequence(changed.Select(static it => it!.Definition.Id), ids, "the ids of the schedules after a change");
        Expect.Equal(changed.Count(static it => it!.Revision == 9), 100, "the number of schedules that were changed");
    }

    private static async Task Schedule_ChangeThatThrows_ChangesNothing(Bench bench)
    {
        await bench.MakeAsync(bench.Schedule("a"));
        Func<string, BotSchedule?, DateTimeOffset, BotSchedule?> change = (id, present, _)
            => id == "b" ? throw new NotSupportedException("no") : (present ?? bench.Schedule(id)) with { Revision = 9 };
        await Expect.ThrowsAsync<NotSupportedException>(
            async () => await bench.Schedules().ChangeAsync(["a", "new", "b"], change, bench.Token), "what a change throws to reach the caller");

        Expect.Equal((await bench.ScheduleAsync("a")).Revision, 1, "the revision of a schedule after a change that threw");
        Expect.That(await bench.Schedules().FindAsync("new", bench.Token) is null, "a change that throws to make nothing");
        await bench.MakeAsync(bench.Schedule("b"));
        await bench.ScheduleAsync("b");
    }

    private static async Task Schedule_ChangeThatDecidesAboutAnother_IsRefused(Bench bench)
    {
        await Expect.ThrowsAsync<InvalidOperationException>(
            async () => await bench.Schedules().ChangeAsync(["a"], (_, _, _) => bench.Schedule("b"), bench.Token), "a schedule under another's id to be refused");
        Expect.That(await bench.Schedules().FindAsync("b", bench.Token) is null, "nothing to be made");
    }

    private static async Task Schedule_List_PagesById(Bench bench)
    {
        string[] ids = ["a", "a-1", "a1", "aa", "b", "b-2", "b1"];
        await bench.MakeAsync([.. ids.Reverse().Select(id => bench.Schedule(id))]);
        var found = new List<string>();
        string? after = null;
        while (await bench.Schedules().ListAsync(new BotScheduleQuery { After = after, Count = 3 }, bench.Token) is { Count: > 0 } page)
        {
            found.AddRange(page.Select(static it => it.Definition.Id));
            after = found[^1];
        }

        Expect.Sequence(found, ids.Order(StringComparer.Ordinal), "the ids, page by page");
        foreach (var count in (int[])[0, 1_001])
        {
            await Expect.ThrowsAsync<ArgumentOutOfRangeException>(
                async () => await bench.Schedules().ListAsync(new BotScheduleQuery { Count = count }, bench.Token), $"a page of {count} to be refused");
        }
    }

    private static async Task Schedule_List_FiltersByBotAndLeavesRetiredOut(Bench bench)
    {
        await bench.MakeAsync(
            bench.Schedule("a"), bench.Schedule("b", bot: "other"), bench.Schedule("c") with { IsRetired = true, NextDue = null, WakeAt = null });

        Expect.Sequence(await IdsAsync(new BotScheduleQuery()), ["a", "b"], "all ids");
        Expect.Sequence(await IdsAsync(new BotScheduleQuery { Bot = Bench.Bot }), ["a"], "the ids of a bot");
        Expect.Sequence(await IdsAsync(new BotScheduleQuery { Bot = Bench.Bot, IncludeRetired = true }), ["a", "c"], "the ids of a bot with those that are retired");

        async Task<IEnumerable<string>> IdsAsync(BotScheduleQuery query)
            => (await bench.Schedules().ListAsync(query, bench.Token)).Select(static it => it.Definition.Id);
    }

    private static async Task Schedule_Clock_IsTheStores(Bench bench)
    {
        var clock = await bench.Schedules().ReadClockAsync(bench.Token);
        if (bench.Can(StoreAbilities.Clock))
        {
            Expect.Equal(clock, bench.Now(), "the store's time");
        }
        else
        {
            Expect.That((clock - bench.Now()).Duration() < TimeSpan.FromMinutes(1), "the store's time");
        }
    }

    private static async Task Schedule_MadeInParallel_IsMadeOnce(Bench bench)
    {
        var second = await bench.Store.OpenSecondAsync(bench.Token);
        for (var round = 0; round < 5; round++)
        {
            var made = 0;
            var ids = Enumerable.Range(0, 20).Select(i => $"s-{round}-{i}").ToList();
            await Task.WhenAll(((StorePorts[])[bench.Store.Ports, second, bench.Store.Ports, second]).Select((ports, place) => Task.Run(
                async () =>
                {
                    var all = await ports.Schedules.ChangeAsync(
                        place % 2 == 0 ? ids : [.. Enumerable.Reverse(ids)],
                        (id, present, _) => present is null ? bench.Schedule(id) with { Revision = place + 1 } : null,
                        bench.Token);
                    Interlocked.Add(ref made, all.Count(it => it!.Revision == place + 1));
                },
                bench.Token)));
            Expect.Equal(made, ids.Count, "the number of schedules that somebody made");
        }
    }

    private static async Task Schedule_Everything_SurvivesARestart(Bench bench)
    {
        var made = Full(bench);
        await bench.MakeAsync(made, bench.Schedule("due"), bench.Schedule("waits"));
        await bench.FireAsync(view => view.Schedule.Definition.Id == "waits" ? Timetable.Wait(view) : bench.Start(view));
        var (due, occurrence) = (await bench.ScheduleAsync("due"), await bench.OccurrenceAsync("due"));

        await bench.Store.ReopenAsync(bench.Token);

        ExpectSame(await bench.ScheduleAsync("full"), made);
        ExpectSame(await bench.ScheduleAsync("due"), due);
        Expect.Equal(await bench.OccurrenceAsync("due"), occurrence, "an occurrence after a restart");
        Expect.Equal((await bench.ViewAsync("waits")).WaitingCount, 1, "the instants that wait after a restart");
        var run = await bench.FindAsync(occurrence.ExecutionId!.Value);
        Expect.Equal((run.Origin?.Schedule, run.Origin?.ScheduledFor), ("due", occurrence.Due), "schedule and instant of a run after a restart");
    }
}
