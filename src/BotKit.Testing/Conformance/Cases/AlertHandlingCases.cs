using BotKit.Notifications;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Finding, listing, acknowledging and escalating alerts.</summary>
internal static class AlertHandlingCases
{
    public static CaseList All { get; } = new()
    {
        AlertFind_Unknown_IsNothing,
        AlertAcknowledge_FirstOne_Stays,
        AlertAcknowledge_Unknown_IsNothing,
        { AlertAcknowledge_Reopened_IsStillThere, StoreAbilities.Reopen },
        AlertEscalate_NextLevel_SucceedsOnce,
        AlertEscalate_WrongLevelOrUnknown_DoesNot,
        AlertEscalate_Acknowledged_DoesNot,
        { AlertEscalate_OnTwoNodes_OneSucceeds, StoreAbilities.SecondNode },
        AlertList_ByBotSeverityAndAcknowledgement_FindsThose,
        AlertList_Pages_MissNoneAndRepeatNone,
    };

    private static async Task<BotAlert> SaveAsync(Bench bench, int minute = 1, string bot = Bench.Bot, BotSeverity severity = BotSeverity.Critical)
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(bench.Store.Now.ToUnixTimeMilliseconds()) + TimeSpan.FromMinutes(minute);
        var alert = new BotAlert(Guid.CreateVersion7(at), bot, "crm_down", severity, "It is down.", null, at, at, 1, 0);
        await bench.Store.Ports.Alerts.SaveAsync(alert, bench.Token).ConfigureAwait(false);
        return alert;
    }

    private static async Task AlertFind_Unknown_IsNothing(Bench bench)
    {
        var alert = await SaveAsync(bench);

        Expect.Equal(await bench.Store.Ports.Alerts.FindAsync(alert.Id, bench.Token), alert, "the alert");
        Expect.Equal(await bench.Store.Ports.Alerts.FindAsync(bench.NewId(), bench.Token), null, "an alert that is not there");
    }

    private static async Task AlertAcknowledge_FirstOne_Stays(Bench bench)
    {
        var store = bench.Store.Ports.Alerts;
        var alert = await SaveAsync(bench);

        var acknowledged = Expect.NotNull(await store.AcknowledgeAsync(alert.Id, "ada", "I am on it.", bench.Token), "the alert");
        Expect.Equal((acknowledged.AcknowledgedBy, acknowledged.AcknowledgeNote), ("ada", "I am on it."), "the acknowledgement");
        Expect.That(acknowledged.AcknowledgedAt is not null, "the time of the acknowledgement");
        Expect.Equal(acknowledged with { AcknowledgedAt = null, AcknowledgedBy = null, AcknowledgeNote = null }, alert, "the rest of the alert");

        Expect.Equal(await store.AcknowledgeAsync(alert.Id, "bob", null, bench.Token), acknowledged, "the alert after a second acknowledgement");
        Expect.Equal(await store.FindAsync(alert.Id, bench.Token), acknowledged, "the alert");
    }

    private static async Task AlertAcknowledge_Unknown_IsNothing(Bench bench)
        => Expect.Equal(await bench.Store.Ports.Alerts.AcknowledgeAsync(bench.NewId(), "ada", null, bench.Token), null, "an alert that is not there");

    private static async Task AlertAcknowledge_Reopened_IsStillThere(Bench bench)
    {
        var alert = await SaveAsync(bench);
        await bench.Store.Ports.Alerts.TryEscalateAsync(alert.Id, 1, bench.Token);
        var acknowledged = await bench.Store.Ports.Alerts.AcknowledgeAsync(alert.Id, "ada", "I am on it.", bench.Token);

        await bench.Store.ReopenAsync(bench.Token);

        Expect.Equal(await bench.Store.Ports.Alerts.FindAsync(alert.Id, bench.Token), acknowledged, "the alert after a restart");
    }

    private static async Task AlertEscalate_NextLevel_SucceedsOnce(Bench bench)
    {
        var store = bench.Store.Ports.Alerts;
        var alert = await SaveAsync(bench);

        Expect.That(await store.TryEscalateAsync(alert.Id, 1, bench.Token), "the first level to be reached");
        Expect.That(!await store.TryEscalateAsync(alert.Id, 1, bench.Token), "a level to be reached once");
        Expect.That(await store.TryEscalateAsync(alert.Id, 2, bench.Token), "the second level to be reached");
        Expect.Equal((await store.FindAsync(alert.Id, bench.Token))?.EscalationLevel, 2, "the level");
    }

    private static async Task AlertEscalate_WrongLevelOrUnknown_DoesNot(Bench bench)
    {
        var alert = await SaveAsync(bench);

        Expect.That(!await bench.Store.Ports.Alerts.TryEscalateAsync(alert.Id, 2, bench.Token), "no level to be skipped");
        Expect.That(!await bench.Store.Ports.Alerts.TryEscalateAsync(bench.NewId(), 1, bench.Token), "an unknown alert not to be escalated");
    }

    private static async Task AlertEscalate_Acknowledged_DoesNot(Bench bench)
    {
        var alert = await SaveAsync(bench);
        await bench.Store.Ports.Alerts.AcknowledgeAsync(alert.Id, "ada", null, bench.Token);

        Expect.That(!await bench.Store.Ports.Alerts.TryEscalateAsync(alert.Id, 1, bench.Token), "an acknowledged alert not to be escalated");
    }

    private static async Task AlertEscalate_OnTwoNodes_OneSucceeds(Bench bench)
    {
        var other = (await bench.Store.OpenSecondAsync(bench.Token)).Alerts;
        for (var round = 1; round <= 10; round++)
        {
            var alert = await SaveAsync(bench, round);
            var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(
                i => (i % 2 == 0 ? other : bench.Store.Ports.Alerts).TryEscalateAsync(alert.Id, 1, bench.Token).AsTask()));

            Expect.Equal(results.Count(won => won), 1, "the number of nodes that escalate");
        }
    }

    private static async Task AlertList_ByBotSeverityAndAcknowledgement_FindsThose(Bench bench)
    {
        var store = bench.Store.Ports.Alerts;
        var lead = await SaveAsync(bench, 1);
        var other = await SaveAsync(bench, 2, "content");
        var mild = await SaveAsync(bench, 3, severity: BotSeverity.Standard);
        var acknowledged = await store.AcknowledgeAsync(other.Id, "ada", null, bench.Token);

        Expect.Sequence(await store.ListAsync(new BotAlertQuery { Bot = Bench.Bot }, bench.Token), [mild, lead], "the alerts of one bot");
        Expect.Sequence(await store.ListAsync(new BotAlertQuery { Severity = BotSeverity.Standard }, bench.Token), [mild], "the alerts of one severity");
        Expect.Sequence(await store.ListAsync(new BotAlertQuery { IsAcknowledged = true }, bench.Token), [acknowledged], "the acknowledged alerts");
        Expect.Sequence(await store.ListAsync(new BotAlertQuery { IsAcknowledged = false }, bench.Token), [mild, lead], "the alerts that are not acknowledged");
        Expect.Sequence(
            await store.ListAsync(new BotAlertQuery { Bot = Bench.Bot, Severity = BotSeverity.Critical, IsAcknowledged = false, Before = mild.Id }, bench.Token),
            [lead],
            "the alerts that match all conditions");
    }

    private static async Task AlertList_Pages_MissNoneAndRepeatNone(Bench bench)
    {
        var alerts = new List<BotAlert>();
        for (var minute = 1; minute <= 20; minute++)
        {
            alerts.Add(await SaveAsync(bench, minute));
        }

        var seen = new List<BotAlert>();
        while (await bench.Store.Ports.Alerts.ListAsync(
            new BotAlertQuery { Before = seen.Count == 0 ? null : seen[^1].Id, Count = 7 }, bench.Token) is { Count: > 0 } page)
        {
            seen.AddRange(page);
            Expect.That(seen.Count <= 20, "a page to end where the next begins");
        }

        Expect.Sequence(seen, alerts.AsEnumerable().Reverse(), "the alerts that pages of seven brought");
        await Expect.ThrowsAsync<ArgumentOutOfRangeException>(
            () => bench.Store.Ports.Alerts.ListAsync(new BotAlertQuery { Count = 1_001 }, bench.Token).AsTask(), "a page of 1,001 to be refused");
    }
}
