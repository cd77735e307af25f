using BotKit.Ledger;

namespace BotKit.Testing.Conformance.Cases;

internal static class ListCases
{
    public static CaseList All { get; } = new()
    {
        Find_Unknown_IsNothing,
        List_Filters_BringWhatTheySay,
        List_Root_BringsTheLineage,
        List_Text_IsFoundInErrorKeyAndCaller,
        { List_Span_BringsWhatWasAcceptedInIt, StoreAbilities.Clock },
        { List_NewestFirst, StoreAbilities.Clock },
        List_CarriesNoPayloads,
        List_PagesWhileRowsAreAdded_MissNoneAndRepeatNone,
        Depths_OfBotsWithoutRuns_AreAbsent,
    };

    private static async Task<IReadOnlyList<Guid>> IdsAsync(Bench bench, RunQuery query)
        => [.. (await bench.Ledger.ListAsync(query, bench.Token)).Select(each => each.ExecutionId)];

    private static async Task ExpectAsync(Bench bench, RunQuery query, string subject, params Guid[] ids)
        => Expect.Sequence((await IdsAsync(bench, query)).Order(), ids.Order(), $"the runs listed by {subject}");

    private static async Task Find_Unknown_IsNothing(Bench bench)
    {
        Expect.That(await bench.Ledger.FindAsync(bench.NewId(), bench.Token) is null, "nothing to be found of a run that nobody submitted");
        Expect.Equal((await bench.Ledger.ListHandOutsAsync(bench.NewId(), bench.Token)).Count, 0, "the number of its hand-outs");
        Expect.Equal((await bench.Store.Ports.Logs.ReadAsync(bench.NewId(), bench.Token)).Count, 0, "the number of its log parts");
    }

    private static async Task List_Filters_BringWhatTheySay(Bench bench)
    {
        var node = await bench.JoinAsync();
        var failed = await bench.EndedAsync(node, status: BotStatus.Failed);
        var succeeded = await bench.EndedAsync(node);
        var running = (await bench.RunningAsync(node)).ExecutionId;
        var queued = await bench.AcceptAsync(bench.Submission() with { Trigger = BotTrigger.Http });
        var scheduled = await bench.AcceptAsync(bench.Submission(delay: TimeSpan.FromHours(1)));
        var other = await bench.AcceptAsync(bench.Submission("other"));

        await ExpectAsync(bench, new RunQuery(), "nothing", failed, succeeded, running, queued, scheduled, other);
        await ExpectAsync(bench, new RunQuery { Bot = "other" }, "bot", other);
        await ExpectAsync(bench, new RunQuery { Status = BotStatus.Failed }, "status", failed);
        await ExpectAsync(bench, new RunQuery { State = RunState.Ended }, "state 'ended'", failed, succeeded);
        await ExpectAsync(bench, new RunQuery { State = RunState.Running }, "state 'running'", running);
        await ExpectAsync(bench, new RunQuery { State = RunState.Queued }, "state 'queued'", queued, other);
        await ExpectAsync(bench, new RunQuery { State = RunState.Scheduled }, "state 'scheduled'", scheduled);
        await ExpectAsync(bench, new RunQuery { Trigger = BotTrigger.Http }, "trigger", queued);
        await ExpectAsync(bench, new RunQuery { Bot = Bench.Bot, State = RunState.Queued }, "bot and state", queued);
        Expect.Equal((await IdsAsync(bench, new RunQuery { Count = 2 })).Count, 2, "the number of rows when two are asked for");
    }

    private static async Task List_Root_BringsTheLineage(Bench bench)
    {
        var root = await bench.AcceptAsync();
        var child = await bench.AcceptAsync(bench.Submission() with { Origin = new RunOrigin { ParentId = root, RootId = root } });
        var grandchild = await bench.AcceptAsync(bench.Submission("other") with { Origin = new RunOrigin { ParentId = child, RootId = root } });
        await bench.AcceptAsync();

        await ExpectAsync(bench, new RunQuery { Root = root }, "root", root, child, grandchild);
    }

    private static async Task List_Text_IsFoundInErrorKeyAndCaller(Bench bench)
    {
        var node = await bench.JoinAsync();
        var failed = await bench.EndedAsync(node, status: BotStatus.Failed);
        var keyed = await bench.AcceptAsync(bench.Submission(key: "order_100%"));
        var called = await bench.AcceptAsync(bench.Submission() with { Origin = new RunOrigin { Caller = "Ada Lovelace" } });
        await bench.AcceptAsync(bench.Submission(key: "order-1000"));

        RunQuery Query(string text) => new() { Text = text, From = bench.Store.Now - TimeSpan.FromHours(1) };
        await ExpectAsync(bench, Query("CRM_down"), "text of an error, in whatever case", failed);
        await ExpectAsync(bench, Query("r_100%"), "text of a key, in which nothing is a wildcard", keyed);
        await ExpectAsync(bench, Query("lovelace"), "text of a caller", called);
    }

    private static async Task List_Span_BringsWhatWasAcceptedInIt(Bench bench)
    {
        await bench.AcceptAsync();
        bench.Store.Advance(TimeSpan.FromMinutes(10));
        var from = bench.Store.Now;
        var inside = await bench.AcceptAsync();
        bench.Store.Advance(TimeSpan.FromMinutes(10));
        await bench.AcceptAsync();

        await ExpectAsync(bench, new RunQuery { From = from, To = bench.Store.Now }, "from (included) and to (excluded)", inside);
    }

    private static async Task List_NewestFirst(Bench bench)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Insert(0, await bench.AcceptAsync());
            bench.Store.Advance(TimeSpan.FromSeconds(1));
        }

        Expect.Sequence(await IdsAsync(bench, new RunQuery()), ids, "the runs, newest first");
    }

    private static async Task List_CarriesNoPayloads(Bench bench)
    {
        await bench.EndedAsync(await bench.JoinAsync());
        var run = (await bench.Ledger.ListAsync(new RunQuery(), bench.Token)).Single();
        Expect.That(run.Input.IsEmpty && run.Output.IsEmpty, "a list to carry no inputs and outputs");
        Expect.Equal((run.State, run.Status, run.Attempts), (RunState.Ended, BotStatus.Succeeded, 2), "state, status and attempts in a list");
    }

    private static async Task List_PagesWhileRowsAreAdded_MissNoneAndRepeatNone(Bench bench)
    {
        var accepted = new List<Guid>();
        for (var i = 0; i < 50; i++)
        {
            accepted.Add(await bench.AcceptAsync());
            if (i % 5 == 0)
            {
                await bench.PassAsync(TimeSpan.FromMilliseconds(2));
            }
        }

        var seen = new List<Guid>();
        Guid? before = null;
        while (true)
        {
            var page = await IdsAsync(bench, new RunQuery { Before = before, Count = 7 });
            if (page.Count == 0)
            {
                break;
            }

            seen.AddRange(page);
            before = page[^1];
            await bench.PassAsync(TimeSpan.FromMilliseconds(2));
            await bench.AcceptAsync();
        }

        Expect.Equal(seen.Count, seen.Distinct().Count(), "the number of listed rows, compared to the runs among them");
        Expect.Sequence(seen.Intersect(accepted).Order(), accepted.Order(), "the runs that pages of seven brought of those that were there before");
        Expect.Equal(seen.Count, accepted.Count, "the number of listed rows: what is added later is newer than the first page");
    }

    private static async Task Depths_OfBotsWithoutRuns_AreAbsent(Bench bench)
    {
        await bench.EndedAsync(await bench.JoinAsync());
        await bench.AcceptAsync(bench.Submission("other"));
        await bench.AcceptAsync(bench.Submission("other", delay: TimeSpan.FromHours(1)));

        var depths = await bench.Queue.ReadDepthsAsync(bench.Token);
        Expect.Sequence(depths.Select(each => (each.Bot, each.Scheduled, each.Queued, each.Running)), [("other", 1L, 1L, 0L)], "bot, scheduled, queued and running");
        Expect.That(depths[0].OldestDue >= TimeSpan.Zero, "the depth to tell how long the longest waiting run has been due");
    }
}
