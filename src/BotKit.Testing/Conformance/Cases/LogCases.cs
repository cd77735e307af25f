using BotKit.Ledger;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing.Conformance.Cases;

internal static class LogCases
{
    public static CaseList All { get; } = new()
    {
        Logs_Appended_AreReadInOrder,
        Logs_OfAStaleFence_AreKeptApart,
        Logs_Filters_BringWhatTheySay,
        Logs_Pages_MissNoneAndRepeatNone,
        Logs_Dropped_AreTold,
    };

    private static async Task AppendAsync(Bench bench, RunLogPart part)
    {
        bench.Store.Ports.Logs.Append(part);
        await Expect.SoonAsync(
            async () => (await bench.Store.Ports.Logs.ReadAsync(part.ExecutionId, bench.Token)).Any(
                each => each.Fence == part.Fence && each.Rows.Any(row => row.Sequence == part.Rows[^1].Sequence)),
            "appended lines to be there",
            bench.Token);
    }

    private static async Task Logs_Appended_AreReadInOrder(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await AppendAsync(bench, bench.LogPart(run, 1, "one", "two"));
        await AppendAsync(bench, bench.LogPart(run, 3, "three"));

        var parts = await bench.Store.Ports.Logs.ReadAsync(run.ExecutionId, bench.Token);
        Expect.Sequence(parts.SelectMany(part => part.Rows).Select(row => (row.Sequence, row.Message)), [(1, "one"), (2, "two"), (3, "three")], "the lines");
        var row = parts[0].Rows[0];
        Expect.Equal((row.Level, row.EventId, row.Category), (LogLevel.Information, 7, "BotKit.Bots.lead"), "level, event id and category");
        Expect.That(parts.All(part => part.Bot == Bench.Bot && part.ExecutionId == run.ExecutionId), "each part to tell its run and bot");
    }

    private static async Task Logs_OfAStaleFence_AreKeptApart(Bench bench)
    {
        var node = await bench.JoinAsync();
        var stale = await bench.RunningAsync(node);
        await bench.ReleaseAsync(stale, HandOutEnd.RetryLater);
        var holder = await bench.ClaimOneAsync(node);
        await AppendAsync(bench, bench.LogPart(holder, 1, "the holder's"));
        await AppendAsync(bench, bench.LogPart(stale, 1, "the late one's"));
        await bench.EndAsync(bench.Outcome(holder) with { Logs = bench.LogPart(holder, 2, "the last") });

        var lines = (await bench.Store.Ports.Logs.ReadAsync(holder.ExecutionId, bench.Token)).SelectMany(part => part.Rows.Select(row => (part.Fence, row.Message)));
        Expect.Sequence(lines, [(stale.Fence, "the late one's"), (holder.Fence, "the holder's"), (holder.Fence, "the last")], "the lines by fence");
    }

    private static async Task Logs_Filters_BringWhatTheySay(Bench bench)
    {
        var node = await bench.JoinAsync();
        var run = await bench.RunningAsync(node);
        var other = await bench.RunningAsync(node, bench.Submission("other"));
        await AppendAsync(bench, new RunLogPart(run.ExecutionId, Bench.Bot, run.Fence, [bench.Line(1, "Lead 100% scored"), bench.Line(2, "lead refused", LogLevel.Error)], 0));
        await AppendAsync(bench, bench.LogPart(other, 1, "something else"));

        async Task ExpectAsync(RunLogQuery query, string subject, params string[] messages)
            => Expect.Sequence((await bench.Store.Ports.Logs.ListAsync(query, bench.Token)).Select(each => each.Row.Message).Order(StringComparer.Ordinal), messages.Order(StringComparer.Ordinal), $"the lines listed by {subject}");
        await ExpectAsync(new RunLogQuery(), "nothing", "Lead 100% scored", "lead refused", "something else");
        await ExpectAsync(new RunLogQuery { Bot = "other" }, "bot", "something else");
        await ExpectAsync(new RunLogQuery { Level = LogLevel.Warning }, "level", "lead refused");
        await ExpectAsync(new RunLogQuery { Text = "LEAD" }, "text, in whatever case", "Lead 100% scored", "lead refused");
        await ExpectAsync(new RunLogQuery { Text = "0% s" }, "text in which nothing is a wildcard", "Lead 100% scored");
        await ExpectAsync(new RunLogQuery { Text = "d%scored" }, "text in which nothing is a wildcard");
        await ExpectAsync(new RunLogQuery { Since = bench.Store.Now + TimeSpan.FromHours(1) }, "a time in the future");
    }

    private static async Task Logs_Pages_MissNoneAndRepeatNone(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await AppendAsync(bench, bench.LogPart(run, 1, [.. Enumerable.Range(1, 40).Select(n => $"line {n}")]));

        var seen = new List<string>();
        long? before = null;
        while (await bench.Store.Ports.Logs.ListAsync(new RunLogQuery { Before = before, Count = 7 }, bench.Token) is { Count: > 0 } page)
        {
            seen.AddRange(page.Select(each => each.Row.Message));
            before = page[^1].Position;
            Expect.That(seen.Count <= 40, "a page to end where the next begins");
        }

        Expect.Sequence(seen.Order(StringComparer.Ordinal), Enumerable.Range(1, 40).Select(n => $"line {n}").Order(StringComparer.Ordinal), "the lines that pages of seven brought");
    }

    private static async Task Logs_Dropped_AreTold(Bench bench)
    {
        var run = await bench.RunningAsync(await bench.JoinAsync());
        await AppendAsync(bench, bench.LogPart(run, 1, "one") with { Dropped = 3 });

        Expect.Equal((await bench.Store.Ports.Logs.ReadAsync(run.ExecutionId, bench.Token)).Sum(part => part.Dropped), 3, "the number of dropped lines");
    }
}
