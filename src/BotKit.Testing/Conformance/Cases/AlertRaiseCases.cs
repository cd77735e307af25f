using BotKit.Notifications;

namespace BotKit.Testing.Conformance.Cases;

/// <summary>Which alerts are the first of their window, on one node and on several.</summary>
internal static class AlertRaiseCases
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    public static CaseList All { get; } = new()
    {
        AlertRaise_First_IsKept,
        AlertRaise_AgainInTheWindow_IsCounted,
        { AlertRaise_AfterTheWindow_IsTheFirstAgainAndSaysWhatWasHeldBack, StoreAbilities.Clock },
        { AlertRaise_RepeatedToTheEndOfTheWindow_DoesNotProlongIt, StoreAbilities.Clock },
        AlertRaise_OtherBotOrCode_IsAnotherAlert,
        AlertRaise_SameIdAgain_ChangesOnlyTheLevel,
        { AlertRaise_SameRepeatAgain_IsCountedOnce, StoreAbilities.Reopen },
        { AlertRaise_FirstOfANodeWhoseClockIsOff_IsOfTheStoresTime, StoreAbilities.Clock },
        AlertRaise_ManyAtOnce_OneIsTheFirst,
        { AlertRaise_OnTwoNodes_OneIsTheFirst, StoreAbilities.SecondNode },
        { AlertRaise_AcknowledgedAndGoingOn_IsCounted, StoreAbilities.Clock },
        { AlertRaise_AcknowledgedAndQuietForAWindow_IsTheFirstAgain, StoreAbilities.Clock },
        { AlertRaise_AcknowledgedADayAgo_IsTheFirstAgain, StoreAbilities.Clock },
    };

    private static BotAlert Alert(Bench bench, string code = "crm_down", int count = 1)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(bench.Store.Now.ToUnixTimeMilliseconds());
        return new BotAlert(bench.NewId(), Bench.Bot, code, BotSeverity.Critical, "It is down.", null, now, now, count, 0);
    }

    private static async Task<BotAlertRaised> RaiseAsync(Bench bench, BotAlert? alert = null, IBotAlertStore? store = null)
        => await (store ?? bench.Store.Ports.Alerts).RaiseAsync(alert ?? Alert(bench), Window, bench.Token).ConfigureAwait(false);

    private static async Task<IReadOnlyList<BotAlert>> ListAsync(Bench bench) => await bench.Store.Ports.Alerts.ListAsync(100, bench.Token).ConfigureAwait(false);

    private static async Task AlertRaise_First_IsKept(Bench bench)
    {
        var alert = Alert(bench) with { ExecutionId = bench.NewId(), SuppressedBefore = 3 };

        var raised = await RaiseAsync(bench, alert);

        Expect.That(raised.IsFirst, "the first alert to be the first of its window");
        Expect.Equal(raised.Alert with { FirstAt = alert.FirstAt, LastAt = alert.LastAt }, alert, "the alert");
        Expect.Sequence(await ListAsync(bench), [raised.Alert], "the alerts");
    }

    private static async Task AlertRaise_AgainInTheWindow_IsCounted(Bench bench)
    {
        var first = await RaiseAsync(bench);

        var second = await RaiseAsync(bench, Alert(bench, count: 9_999));

        Expect.That(!second.IsFirst, "the second alert of a window to be counted");
        Expect.Equal(second.Alert.Id, first.Alert.Id, "the alert that it was counted into");
        Expect.Equal(second.Alert.Count, 10_000, "the count");
        Expect.Sequence(await ListAsync(bench), [second.Alert], "the alerts");
    }

    private static async Task AlertRaise_AfterTheWindow_IsTheFirstAgainAndSaysWhatWasHeldBack(Bench bench)
    {
        await RaiseAsync(bench);
        await RaiseAsync(bench, Alert(bench, count: 4));
        bench.Store.Advance(Window);

        var next = await RaiseAsync(bench);

        Expect.That(next.IsFirst, "the first alert after the window to be the first of the next");
        Expect.Equal(next.Alert.SuppressedBefore, 4, "the number of alerts that the window before held back");
    }

    private static async Task AlertRaise_RepeatedToTheEndOfTheWindow_DoesNotProlongIt(Bench bench)
    {
        await RaiseAsync(bench);
        bench.Store.Advance(Window / 2);
        await RaiseAsync(bench);
        bench.Store.Advance(Window / 2);

        Expect.That((await RaiseAsync(bench)).IsFirst, "a window to end however often its alert was repeated");
    }

    private static async Task AlertRaise_OtherBotOrCode_IsAnotherAlert(Bench bench)
    {
        await RaiseAsync(bench);

        Expect.That((await RaiseAsync(bench, Alert(bench, "disk_full"))).IsFirst, "an alert of another code to be another alert");
        Expect.That((await RaiseAsync(bench, Alert(bench) with { Bot = BotAlert.Host })).IsFirst, "an alert of another bot to be another alert");
    }

    private static async Task AlertRaise_SameIdAgain_ChangesOnlyTheLevel(Bench bench)
    {
        var alert = Alert(bench);
        await RaiseAsync(bench, alert);
        await RaiseAsync(bench);

        var again = await RaiseAsync(bench, alert with { EscalationLevel = 1 });

        Expect.That(again.IsFirst, "an alert that is raised again to find itself");
        Expect.Equal((again.Alert.Count, again.Alert.EscalationLevel), (2, 1), "its count and level");
        Expect.Sequence(await ListAsync(bench), [again.Alert], "the alerts");
    }

    private static async Task AlertRaise_SameRepeatAgain_IsCountedOnce(Bench bench)
    {
        await RaiseAsync(bench);
        var repeat = Alert(bench, count: 5);
        await RaiseAsync(bench, repeat);

        var again = await RaiseAsync(bench, repeat);

        Expect.Equal(again.Alert.Count, 6, "the count after a repeat that was told twice, as after a commit whose answer was lost");
    }

    private static async Task AlertRaise_FirstOfANodeWhoseClockIsOff_IsOfTheStoresTime(Bench bench)
    {
        var alert = Alert(bench);
        await RaiseAsync(bench, alert with { FirstAt = alert.FirstAt + TimeSpan.FromDays(3), LastAt = alert.LastAt + TimeSpan.FromDays(3) });
        bench.Store.Advance(Window);

        Expect.That((await RaiseAsync(bench)).IsFirst, "an alert of a node whose clock is days ahead to silence nothing beyond its window");
    }

    private static async Task AlertRaise_ManyAtOnce_OneIsTheFirst(Bench bench)
    {
        var raised = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => RaiseAsync(bench)));

        Expect.Equal(raised.Count(each => each.IsFirst), 1, "the number of first alerts");
        Expect.Equal((await ListAsync(bench)).Single().Count, 50, "the count");
    }

    private static async Task AlertRaise_OnTwoNodes_OneIsTheFirst(Bench bench)
    {
        var other = (await bench.Store.OpenSecondAsync(bench.Token)).Alerts;
        for (var round = 0; round < 10; round++)
        {
            var code = $"code_{round}";
            var raised = await Task.WhenAll(Enumerable.Range(0, 20).Select(
                i => RaiseAsync(bench, Alert(bench, code), i % 2 == 0 ? other : bench.Store.Ports.Alerts)));

            Expect.Equal(raised.Count(each => each.IsFirst), 1, "the number of first alerts of two nodes");
            Expect.Equal((await ListAsync(bench)).Single(alert => alert.Code == code).Count, 20, "the count of both");
        }
    }

    private static async Task AlertRaise_AcknowledgedAndGoingOn_IsCounted(Bench bench)
    {
        var first = await RaiseAsync(bench);
        await bench.Store.Ports.Alerts.AcknowledgeAsync(first.Alert.Id, "ada", null, bench.Token);
        bench.Store.Advance(Window - TimeSpan.FromSeconds(1));
        await RaiseAsync(bench);
        bench.Store.Advance(Window - TimeSpan.FromSeconds(1));

        Expect.That(!(await RaiseAsync(bench)).IsFirst, "an acknowledged alert that goes on not to be sent again");
    }

    private static async Task AlertRaise_AcknowledgedAndQuietForAWindow_IsTheFirstAgain(Bench bench)
    {
        var first = await RaiseAsync(bench);
        await bench.Store.Ports.Alerts.AcknowledgeAsync(first.Alert.Id, "ada", null, bench.Token);
        bench.Store.Advance(Window);

        Expect.That((await RaiseAsync(bench)).IsFirst, "an acknowledged alert that comes back after a window of quiet to be sent");
    }

    private static async Task AlertRaise_AcknowledgedADayAgo_IsTheFirstAgain(Bench bench)
    {
        var first = await RaiseAsync(bench);
        await bench.Store.Ports.Alerts.AcknowledgeAsync(first.Alert.Id, "ada", null, bench.Token);
        var step = TimeSpan.FromMinutes(10);
        for (var at = step; at < TimeSpan.FromHours(24); at += step)
        {
            bench.Store.Advance(step);
            Expect.That(!(await RaiseAsync(bench)).IsFirst, "an acknowledged alert not to be sent again for a day");
        }

        bench.Store.Advance(step);
        Expect.That((await RaiseAsync(bench)).IsFirst, "an alert that was acknowledged a day ago to be sent again");
    }
}
