using BotKit.Notifications.Routing;

namespace BotKit.Notifications.Tests.Routing;

/// <summary>Which alerts go where.</summary>
public class RoutePlanTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Find_NoRoutes_GoesToAllChannels()
    {
        var options = Options();

        new RoutePlan(options).Find(Alert("lead"))!.Channels.Should().Equal("mail", "hook");
    }

    [Theory]
    [InlineData("billing-eu", BotSeverity.Critical, "pager")]
    [InlineData("billing-eu", BotSeverity.Standard, "mail")]
    [InlineData("lead", BotSeverity.Critical, "mail")]
    [InlineData("_host", BotSeverity.Critical, "hook")]
    public void Find_SeveralRoutes_TheFirstThatMatchesDecides(string bot, BotSeverity severity, string channel)
    {
        var options = Options();
        options.Routes.Add(new() { Bots = { "billing-*" }, Severities = { BotSeverity.Critical }, Channels = { "pager" } });
        options.Routes.Add(new() { Bots = { BotAlert.Host }, Channels = { "hook" } });
        options.Routes.Add(new() { Channels = { "mail" } });

        new RoutePlan(options).Find(Alert(bot, severity))!.Channels.Should().Equal(channel);
    }

    [Fact]
    public void Find_RouteOfACode_MatchesThatCodeOnly()
    {
        var options = Options();
        options.Routes.Add(new() { Codes = { "disk_*" }, Channels = { "mail" } });

        var plan = new RoutePlan(options);

        plan.Find(Alert("lead") with { Code = "disk_full" }).Should().NotBeNull();
        plan.Find(Alert("lead") with { Code = "crm_down" }).Should().BeNull();
    }

    [Fact]
    public void HeldUntil_Critical_PassesUnlessToldNotTo()
    {
        var quiet = new NotificationQuietHours { From = new(10, 0), To = new(14, 0) };
        var route = new AlertRoute(new() { QuietHours = quiet });
        route.HeldUntil(Alert("lead", BotSeverity.Standard), Noon).Should().Be(Noon.AddHours(2));
        route.HeldUntil(Alert("lead"), Noon).Should().BeNull();

        quiet.CriticalPasses = false;
        new AlertRoute(new() { QuietHours = quiet }).HeldUntil(Alert("lead"), Noon).Should().Be(Noon.AddHours(2));
    }

    [Fact]
    public void DueAt_AlertThatWasHeldBack_CountsFromWhenPeopleWereTold()
    {
        var quiet = new NotificationQuietHours { From = new(10, 0), To = new(14, 0) };
        var route = new AlertRoute(new() { QuietHours = quiet, Escalation = { new() { After = TimeSpan.FromMinutes(15) } } });

        route.DueAt(Alert("lead", BotSeverity.Standard), 0).Should().Be(Noon.AddHours(2).AddMinutes(15));
        route.DueAt(Alert("lead"), 0).Should().Be(Noon.AddMinutes(15), "critical ones pass");
        route.DueAt(Alert("lead", BotSeverity.Standard) with { FirstAt = Noon.AddHours(-2).AddMinutes(-1) }, 0).Should().Be(Noon.AddHours(2), "nobody is woken by a step either");
    }

    private static NotificationOptions Options()
    {
        var options = new NotificationOptions();
        options.EmailChannels["mail"] = new();
        options.WebhookChannels["hook"] = new();
        return options;
    }

    private static BotAlert Alert(string bot, BotSeverity severity = BotSeverity.Critical)
        => new(Guid.CreateVersion7(Noon), bot, "disk_full", severity, "It failed.", null, Noon, Noon, 1, 0);
}
