using BotKit.Ledger;
using BotKit.Notifications;

namespace BotKit.Testing.Conformance.Cases;

internal static class AlertAuditCases
{
    public static CaseList All { get; } = new()
    {
        Alerts_Saved_AreListedNewestFirst,
        Alerts_SameIdAgain_IsReplaced,
        Audit_Appended_IsListedNewestFirst,
        Audit_Pages_MissNoneAndRepeatNone,
    };

    private static DateTimeOffset Now(Bench bench) => DateTimeOffset.FromUnixTimeMilliseconds(bench.Store.Now.ToUnixTimeMilliseconds());

    private static BotAlert Alert(Bench bench, int minute)
    {
        var at = Now(bench) + TimeSpan.FromMinutes(minute);
        return new BotAlert(Guid.CreateVersion7(at), Bench.Bot, "crm_down", BotSeverity.Critical, "It is down.", bench.NewId(), at, at, 1, 4);
    }

    private static async Task Alerts_Saved_AreListedNewestFirst(Bench bench)
    {
        var store = bench.Store.Ports.Alerts;
        BotAlert[] alerts = [Alert(bench, 1), Alert(bench, 2), Alert(bench, 3) with { ExecutionId = null }];
        foreach (var alert in alerts)
        {
            await store.SaveAsync(alert, bench.Token);
        }

        Expect.Sequence(await store.ListAsync(10, bench.Token), alerts.Reverse(), "the alerts");
        Expect.Sequence(await store.ListAsync(2, bench.Token), alerts.Reverse().Take(2), "the newest two alerts");
    }

    private static async Task Alerts_SameIdAgain_IsReplaced(Bench bench)
    {
        var store = bench.Store.Ports.Alerts;
        var alert = Alert(bench, 1);
        await store.SaveAsync(alert, bench.Token);
        var counted = alert with { Count = 7, LastAt = alert.LastAt + TimeSpan.FromSeconds(9), Message = "It is still down." };
        await store.SaveAsync(counted, bench.Token);

        Expect.Sequence(await store.ListAsync(10, bench.Token), [counted], "the alerts");
    }

    private static AuditEntry Entry(Bench bench, int minute, string bot)
    {
        var at = Now(bench) + TimeSpan.FromMinutes(minute);
        return new AuditEntry(Guid.CreateVersion7(at), at, "pause", "ada", bot, minute % 2 == 0 ? bench.NewId() : null, minute % 3 == 0 ? "because" : null);
    }

    private static async Task Audit_Appended_IsListedNewestFirst(Bench bench)
    {
        var store = bench.Store.Ports.Audit;
        AuditEntry[] entries = [Entry(bench, 1, "a"), Entry(bench, 2, "b"), Entry(bench, 3, "a")];
        foreach (var entry in entries)
        {
            await store.AppendAsync(entry, bench.Token);
        }

        Expect.Sequence(await store.ListAsync(null, null, 10, bench.Token), entries.Reverse(), "the entries");
        Expect.Sequence(await store.ListAsync("a", null, 10, bench.Token), [entries[2], entries[0]], "the entries of one bot");
    }

    private static async Task Audit_Pages_MissNoneAndRepeatNone(Bench bench)
    {
        var store = bench.Store.Ports.Audit;
        var entries = Enumerable.Range(1, 20).Select(minute => Entry(bench, minute, "a")).ToList();
        foreach (var entry in entries)
        {
            await store.AppendAsync(entry, bench.Token);
        }

        var seen = new List<AuditEntry>();
        while (await store.ListAsync(null, seen.Count == 0 ? null : seen[^1].Id, 7, bench.Token) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            Expect.That(seen.Count <= 20, "a page to end where the next begins");
        }

        Expect.Sequence(seen, entries.AsEnumerable().Reverse(), "the entries that pages of seven brought");
    }
}
