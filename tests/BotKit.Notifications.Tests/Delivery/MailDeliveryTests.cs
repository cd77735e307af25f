using BotKit.Health;
using BotKit.Ledger;
using BotKit.Notifications.Tests.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Notifications.Tests.Delivery;

/// <summary>From a run that fails to the mail that arrives: through the queue and without it, with a server that does what it likes.</summary>
public sealed class MailDeliveryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_TenThousandTimes_IsOneMail(bool queue)
    {
        await using var server = await SmtpServer.StartAsync();
        await using (var host = await AlertingHost.StartAsync(AlertingHost.Mail(server), queue: queue))
        {
            await host.FailAsync();
            await server.WaitForAsync(1);
            Parallel.For(0, 10_000, _ => host.Raise("lead", "disk_full"));
            host.Raise("content", "other");
            await server.WaitForAsync(2);
            await Wait.UntilAsync(() => host.Alerts.ListAsync(10, default).AsTask().Result.Any(alert => alert.Count == 10_001));
        }

        server.Messages.Should().HaveCount(2);
        var mail = server.Messages[0].Mime;
        mail.Subject.Should().Be("[BotKit] Critical: disk_full in lead");
        mail.TextBody.Should().Contain("The disk is full.");
        mail.HtmlBody.Should().Contain("The disk is full.");
        mail.Headers["Auto-Submitted"].Should().Be("auto-generated");
        mail.MessageId.Should().MatchRegex("^[0-9a-f]{32}\\.ops@example\\.com$");
    }

    [Theory]
    [InlineData(true, "MAIL")]
    [InlineData(true, "RCPT")]
    [InlineData(true, "DATA")]
    [InlineData(true, "END")]
    [InlineData(false, "MAIL")]
    [InlineData(false, "END")]
    public async Task Alert_RefusedForTheTimeBeing_IsTriedAgainAndArrivesOnce(bool queue, string at)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule(at, "reply 451 Later", Times: 2));
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server), queue: queue);

        await host.FailAsync();
        await server.WaitForAsync(1);
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 1);

        server.Messages.Should().ContainSingle();
        host.Logs.Count(6001).Should().Be(2);
    }

    [Theory]
    [InlineData(true, "MAIL")]
    [InlineData(true, "RCPT")]
    [InlineData(true, "END")]
    [InlineData(false, "MAIL")]
    [InlineData(false, "DATA")]
    public async Task Alert_RefusedForGood_IsNotTriedAgain(bool queue, string at)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule(at, "reply 554 Never"));
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server), queue: queue);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);

        server.Obey();
        host.Raise("content", "next");
        await server.WaitForAsync(1);
        server.Messages.Should().ContainSingle().Which.Mime.Subject.Should().Contain("content");
        host.Logs.Count(6001).Should().Be(0);
    }

    [Fact]
    public async Task Alert_ChannelThatFails_RaisesNoAlertAndPausesNothing()
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("MAIL", "reply 554 Never"));
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server));

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);

        (await host.Alerts.ListAsync(10, default)).Should().ContainSingle().Which.Bot.Should().Be("lead");
        host.Bots.GetState("botkit-notify-ops").Pause.Should().BeNull();
        var report = await host.Services.GetRequiredService<IBotHealth>().CheckAsync();
        report.Overall.Should().Be(BotHealthStatus.Degraded);
        report.Reasons.Should().Contain(reason => reason.StartsWith("notifications: Channel ops failed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_SomeRecipientsRefused_OthersGetItOnceAndThoseAreTriedAlone(bool queue)
    {
        await using var server = await SmtpServer.StartAsync(
            rules: [new SmtpRule("RCPT", "reply 450 Later", "bob@example.com", Times: 2), new SmtpRule("RCPT", "reply 550 Nobody", "eve@example.com")]);
        await using var host = await AlertingHost.StartAsync(
            AlertingHost.Mail(server, "ada@example.com", "bob@example.com", "eve@example.com"), queue: queue);

        await host.FailAsync();
        await server.WaitForAsync(2);
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 1);

        server.Messages.Select(message => string.Join(' ', message.To)).Should().Equal("ada@example.com", "bob@example.com");
        server.Messages.Select(message => message.MessageId).Distinct().Should().ContainSingle();
        host.Logs.Lines.Where(line => line.Id == 6004).Should().ContainSingle().Which.Message.Should().NotContain("eve@");
    }

    [Theory]
    [InlineData(true, "take_hang")]
    [InlineData(true, "take_drop")]
    [InlineData(false, "take_hang")]
    public async Task Alert_TakenWithoutAnAnswer_IsRepeatedOnceWithTheSameMessageId(bool queue, string what)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("END", what));
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server), queue: queue);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6002) == 1);

        server.Messages.Should().HaveCount(2);
        server.Messages.Select(message => message.MessageId).Distinct().Should().ContainSingle();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Alert_ServerThatHangsOnce_ArrivesOnce(bool queue)
    {
        await using var server = await SmtpServer.StartAsync(rules: [new SmtpRule("MAIL", "hang", Times: 1), new SmtpRule("END", "drop", Times: 1)]);
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server), queue: queue);

        await host.FailAsync();
        await Wait.UntilAsync(() => host.Logs.Count(6000) == 1);

        server.Messages.Should().ContainSingle();
    }

    [Fact]
    public async Task Alert_ChannelThatHangs_DelaysNoRunAndNoOtherChannel()
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("MAIL", "hang"));
        await using var receiver = new HttpReceiver();
        await using var host = await AlertingHost.StartAsync(options =>
        {
            AlertingHost.Mail(server)(options);
            options.WebhookChannels["hook"] = new() { Url = receiver.Url };
            options.DigestAfter = 1_000;
        });

        for (var i = 0; i < 20; i++)
        {
            host.Raise("lead", $"code_{i}");
        }

        await receiver.WaitForAsync(20, seconds: 20);
        var result = await host.Bots.RunAsync(new BotRequest("content", Nothing.Value));
        result.Duration.Should().BeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Alert_ServerAwayWithoutAQueue_DropsWhatDoesNotFitAndSaysSo()
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("MAIL", "reply 451 Later"));
        await using var host = await AlertingHost.StartAsync(
            options =>
            {
                AlertingHost.Mail(server)(options);
                options.MaxBuffered = 3;
                options.DigestAfter = 1_000;
                options.RetryDelay = options.MaxRetryDelay = TimeSpan.FromMinutes(1);
            },
            queue: false);

        for (var i = 0; i < 10; i++)
        {
            host.Raise("lead", $"code_{i}");
        }

        await Wait.UntilAsync(() => host.Logs.Count(6003) >= 6);
        var report = await host.Services.GetRequiredService<IBotHealth>().CheckAsync();
        report.Reasons.Should().Contain(reason => reason.Contains("has dropped messages", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Alert_OfTheQueue_HoldsNeitherAddressNorSecretInTheLedger()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server));

        await host.FailAsync();
        await server.WaitForAsync(1);
        var ledger = host.Services.GetRequiredService<IBotLedger>();
        await Wait.UntilAsync(() => ledger.ListAsync(new RunQuery { Bot = "botkit-notify-ops", State = RunState.Ended }, default).AsTask().Result.Count == 1);

        var run = (await ledger.ListAsync(new RunQuery { Bot = "botkit-notify-ops" }, default)).Single();
        var stored = (await ledger.FindAsync(run.ExecutionId, default))!;
        System.Text.Encoding.UTF8.GetString(stored.Input.Span).Should().Contain("disk_full").And.NotContain("example.com");
    }

    [Fact]
    public async Task Message_OfARun_IsHarmless()
    {
        await using var server = await SmtpServer.StartAsync();
        await using var host = await AlertingHost.StartAsync(AlertingHost.Mail(server));

        host.Raise("lead", "x", "a\r\nBcc: eve@example.com\r\n\r\n<script>alert(1)</script><img src=http://evil.example/x>\u202egnp.exe \0 end");
        await server.WaitForAsync(1);

        var taken = server.Messages.Single();
        taken.To.Should().Equal("ops@example.com");
        taken.Mime.Headers.Select(header => header.Field).Should().NotContain("Bcc");
        taken.Mime.HtmlBody.Should().Contain("&lt;script&gt;").And.NotContain("<script").And.NotContain("<img").And.NotContain("\u202e");
        taken.Mime.TextBody.Should().NotContain("\u202e").And.NotContain("\0").And.Contain("a  Bcc: eve@example.com");
    }
}
