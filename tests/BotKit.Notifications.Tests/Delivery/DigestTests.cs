using BotKit.Notifications.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>Many alerts come as one message, and so does what quiet hours held back.</summary>
public sealed class DigestTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alerts_ManyWithinAShortTime_TheFirstOneByOneAndTheOthersTogether(bool queue)
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = await AlertingHost.StartAsync(
            options =>
            {
                AlertingHost.Mail(server)(options);
                options.DigestAfter = 2;
                options.DigestWindow = TimeSpan.FromSeconds(3);
            },
            queue: queue);

        for (var i = 0; i < 300; i++)
        {
            host.Raise("lead", $"code_{i:000}");
        }

        await server.WaitForAsync(3);
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 3);

        server.Messages.Should().HaveCount(3);
        server.Messages.Take(2).Should().OnlyContain(message => message.Mime.Subject!.Contains("Critical: code_00", StringComparison.Ordinal));
        var digest = server.Messages[2].Mime;
        digest.Subject.Should().Be("[BotKit] 298 alerts within a short time");
        digest.TextBody.Should().Contain("And 248 more alerts.").And.Contain("code_051 in lead").And.NotContain("code_052 in lead");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alerts_InQuietHours_ComeTogetherWhenTheyEnd(bool queue)
    {
        await using var server = await SmtpServer.StartAsync();
        var clock = new ShiftedClock(new DateTimeOffset(2026, 1, 15, 6, 59, 55, TimeSpan.Zero));
        await using var host = await AlertingHost.StartAsync(
            options =>
            {
                AlertingHost.Mail(server)(options);
                options.Routes.Add(new()
                {
                    Channels = { "ops" },
                    QuietHours = new() { From = new(22, 0), To = new(7, 0) },
                });
            },
            queue: queue,
            clock: clock);

        host.Raise("lead", "urgent");
        host.Raise("lead", "one", severity: BotSeverity.Standard);
        host.Raise("content", "two", severity: BotSeverity.Standard);
        host.Raise("content", "known", severity: BotSeverity.Standard);
        await Wait.UntilAsync(() => host.Alerts.ListAsync(10, default).AsTask().Result.Count == 4);
        if (queue)
        {
            var known = (await host.Alerts.ListAsync(10, default)).Single(alert => alert.Code == "known");
            await host.Alerts.AcknowledgeAsync(known.Id, "ada", null, default);
        }

        await server.WaitForAsync(1);
        server.Messages.Single().Mime.Subject.Should().Contain("urgent");
        await server.WaitForAsync(2, seconds: 30);

        clock.GetUtcNow().Should().BeOnOrAfter(new DateTimeOffset(2026, 1, 15, 7, 0, 0, TimeSpan.Zero));
        var digest = server.Messages[1].Mime;
        digest.Subject.Should().Be($"[BotKit] {(queue ? 2 : 3)} alerts held back during quiet hours");
        digest.TextBody.Should().Contain("one in lead").And.Contain("two in content");
        if (queue)
        {
            digest.TextBody.Should().NotContain("known", "somebody knows of it already");
        }
    }

    [Fact]
    public async Task Alert_NextWindow_SaysHowManyWereHeldBack()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = await AlertingHost.StartAsync(
            AlertingHost.Mail(server), bots => bots.Services.Configure<AlertOptions>(options => options.Window = TimeSpan.FromSeconds(2)));

        for (var i = 0; i < 5; i++)
        {
            host.Raise("lead", "disk_full");
        }

        await server.WaitForAsync(1);
        await Task.Delay(TimeSpan.FromSeconds(2.2));
        host.Raise("lead", "disk_full");
        await server.WaitForAsync(2);

        server.Messages[1].Mime.TextBody.Should().Contain("4 more alerts of the same kind");
        server.Messages.Select(message => message.MessageId).Should().OnlyHaveUniqueItems();
    }

    /// <summary>The real clock, set to another time of day.</summary>
    private sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
    {
        private readonly TimeSpan _shift = start - System.GetUtcNow();

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
    }
}
