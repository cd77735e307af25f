using BotKit.Notifications.Email;
using BotKit.Notifications.Tests.Servers;

namespace BotKit.Notifications.Tests.Email;

/// <summary>Sending mail to a real SMTP server, in all the ways in which it can go wrong.</summary>
public sealed class SmtpSenderTests : IDisposable
{
    private readonly List<IDisposable> _disposables = [];

    private static EmailMessage Mail(params string[] to) => new()
    {
        To = to.Length == 0 ? ["Ada Lovelace <ada@example.com>"] : to,
        Subject = "Größe matters",
        Text = "Hello.\n.\nA dot alone.",
        Html = "<p>Hello.</p>",
        MessageId = "one@example.com",
    };

    [Fact]
    public async Task Send_ServerThatTakesIt_ArrivesWhole()
    {
        await using var server = await SmtpServer.StartAsync();

        var result = await Sender(server).SendAsync(new EmailMessage
        {
            To = ["Ada Lovelace <ada@example.com>"],
            Cc = ["bob@example.com"],
            Bcc = ["eve@example.com"],
            ReplyTo = ["desk@example.com"],
            Subject = "Größe matters",
            Text = "Hello.\n.\nA dot alone.",
            Html = "<p>Hello.</p>",
            Headers = new Dictionary<string, string> { ["List-Id"] = "<ops.example.com>" },
            Attachments = [new("figures.csv", "a,b\n1,2\n"u8.ToArray(), "text/csv")],
        });

        result.Accepted.Should().Equal("ada@example.com", "bob@example.com", "eve@example.com");
        result.Refused.Should().BeEmpty();
        var taken = server.Messages.Should().ContainSingle().Subject;
        taken.To.Should().Equal(result.Accepted);
        taken.Data.Should().NotContain("eve@example.com", "blind copies are blind");
        var mime = taken.Mime;
        mime.MessageId.Should().Be(result.MessageId);
        mime.Subject.Should().Be("Größe matters");
        mime.To.ToString().Should().Be("\"Ada Lovelace\" <ada@example.com>");
        mime.ReplyTo.ToString().Should().Be("desk@example.com");
        mime.Headers["List-Id"].Should().Be("<ops.example.com>");
        mime.TextBody!.ReplaceLineEndings("\n").TrimEnd().Should().Be("Hello.\n.\nA dot alone.");
        mime.HtmlBody!.TrimEnd().Should().Be("<p>Hello.</p>");
        mime.Attachments.Should().ContainSingle().Which.ContentDisposition!.FileName.Should().Be("figures.csv");
    }

    [Theory]
    [InlineData("MAIL", 451, true)]
    [InlineData("MAIL", 550, false)]
    [InlineData("DATA", 451, true)]
    [InlineData("DATA", 554, false)]
    [InlineData("END", 452, true)]
    [InlineData("END", 552, false)]
    public async Task Send_ServerThatRefuses_SaysWhetherToTryAgain(string at, int code, bool isTransient)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule(at, $"reply {code} No"));

        var send = () => Sender(server).SendAsync(Mail()).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.Should().Match<EmailException>(
            exception => exception.Code == code && exception.IsTransient == isTransient && !exception.IsOutcomeUnknown);
        server.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_SomeRecipientsRefused_SaysWhich()
    {
        await using var server = await SmtpServer.StartAsync(
            rules: [new SmtpRule("RCPT", "reply 450 Later", "bob@example.com"), new SmtpRule("RCPT", "reply 550 Nobody", "eve@example.com")]);

        var result = await Sender(server).SendAsync(Mail("ada@example.com", "bob@example.com", "eve@example.com"));

        result.Accepted.Should().Equal("ada@example.com");
        result.Refused.Should().Equal(new EmailRefusal("bob@example.com", 450, true), new EmailRefusal("eve@example.com", 550, false));
        server.Messages.Should().ContainSingle().Which.To.Should().Equal("ada@example.com");
    }

    [Fact]
    public async Task Send_AllRecipientsRefused_SaysSoAndSendsNothing()
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("RCPT", "reply 550 Nobody"));
        var transmits = 0;

        var result = await Sender(server).SendAsync(Mail("ada@example.com", "bob@example.com").Before(() => transmits++));

        result.Accepted.Should().BeEmpty();
        result.Refused.Should().HaveCount(2);
        transmits.Should().Be(0);
        server.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_OnlyToSome_GoesToThoseAndNamesAll()
    {
        await using var server = await SmtpServer.StartAsync();
        var mail = new EmailMessage { To = ["ada@example.com", "bob@example.com"], Subject = "Hello", Text = "Hello", OnlyTo = ["BOB@example.com"] };

        var result = await Sender(server).SendAsync(mail);

        result.Accepted.Should().Equal("bob@example.com");
        server.Messages.Single().To.Should().Equal("bob@example.com");
        server.Messages.Single().Mime.To.ToString().Should().Be("ada@example.com, bob@example.com");
    }

    [Theory]
    [InlineData("take_hang")]
    [InlineData("take_drop")]
    [InlineData("hang")]
    [InlineData("drop")]
    public async Task Send_AnswerThatNeverComes_IsAnUnknownOutcome(string what)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("END", what));
        var transmits = 0;

        var send = () => Sender(server, options => options.SendTimeout = TimeSpan.FromSeconds(2)).SendAsync(Mail().Before(() => transmits++)).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.Should().Match<EmailException>(exception => exception.IsTransient && exception.IsOutcomeUnknown);
        transmits.Should().Be(1);
        server.Messages.Should().HaveCount(what.StartsWith("take", StringComparison.Ordinal) ? 1 : 0);
    }

    [Theory]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    public async Task Send_HangBeforeTheMessage_IsKnownNotToBeSent(string at)
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule(at, "hang"));
        var transmits = 0;

        var send = () => Sender(server, options => options.SendTimeout = TimeSpan.FromSeconds(1)).SendAsync(Mail().Before(() => transmits++)).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.Should().Match<EmailException>(exception => exception.IsTransient && !exception.IsOutcomeUnknown);
        transmits.Should().Be(0);
    }

    [Fact]
    public async Task Send_CallbackThatFails_SendsNothing()
    {
        await using var server = await SmtpServer.StartAsync();

        var send = () => Sender(server).SendAsync(Mail().Before(() => throw new OperationCanceledException("lost"))).AsTask();

        await send.Should().ThrowAsync<OperationCanceledException>();
        server.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_Twice_UsesOneConnection()
    {
        await using var server = await SmtpServer.StartAsync();
        var sender = Sender(server);

        await sender.SendAsync(Mail());
        await sender.SendAsync(Mail());

        server.Messages.Should().HaveCount(2);
        server.Count("CONNECT").Should().Be(1);
    }

    [Fact]
    public async Task Send_ServerThatClosedTheConnectionMeanwhile_OpensAnother()
    {
        await using var server = await SmtpServer.StartAsync(rules: new SmtpRule("MAIL", "drop", Times: 1));
        var sender = Sender(server);
        server.Obey();
        await sender.SendAsync(Mail());
        server.Obey(new SmtpRule("MAIL", "drop", Times: 1));

        await sender.SendAsync(Mail());

        server.Messages.Should().HaveCount(2);
        server.Count("CONNECT").Should().Be(2);
    }

    [Fact]
    public async Task Send_NobodyListens_IsTransient()
    {
        var server = await SmtpServer.StartAsync();
        var sender = Sender(server);
        await server.DisposeAsync();

        var send = () => sender.SendAsync(Mail()).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.IsTransient.Should().BeTrue();
    }

    [Theory]
    [InlineData("starttls", SmtpSecurity.Auto)]
    [InlineData("starttls", SmtpSecurity.StartTls)]
    [InlineData("implicit", SmtpSecurity.Implicit)]
    public async Task Send_EncryptedWithLogin_Arrives(string tls, SmtpSecurity security)
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServer.StartAsync(tls, certificate, "botkit", "open sesame");

        await Sender(server, options =>
        {
            (options.Security, options.User, options.Password) = (security, "botkit", "open sesame");
            options.TrustedCertificates = certificate.CertificateFile;
        }).SendAsync(Mail());

        server.Messages.Should().ContainSingle().Which.Should().Match<TakenMessage>(message => message.User == "botkit" && (message.Tls || tls == "implicit"));
    }

    [Fact]
    public async Task Send_CertificateThatNobodyTrusts_SendsNoPasswordAndNoMail()
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServer.StartAsync("starttls", certificate, "botkit", "open sesame");

        var send = () => Sender(server, options => (options.User, options.Password) = ("botkit", "open sesame")).SendAsync(Mail()).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.Message.Should().NotContain("sesame");
        server.Count("MAIL").Should().Be(0);
    }

    [Fact]
    public async Task Send_ServerWithoutEncryption_GetsNoPassword()
    {
        await using var server = await SmtpServer.StartAsync(user: "botkit", password: "open sesame");

        var send = () => Sender(server, options => (options.User, options.Password) = ("botkit", "open sesame")).SendAsync(Mail()).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.IsTransient.Should().BeFalse();
        server.Messages.Should().BeEmpty();
    }

    [Fact]
    public async Task Send_WrongPassword_IsNotTriedAgain()
    {
        using var certificate = new TestCertificate();
        await using var server = await SmtpServer.StartAsync("starttls", certificate, "botkit", "open sesame");

        var send = () => Sender(server, options =>
        {
            (options.User, options.Password) = ("botkit", "wrong one");
            options.TrustedCertificates = certificate.CertificateFile;
        }).SendAsync(Mail()).AsTask();

        (await send.Should().ThrowAsync<EmailException>()).Which.Should().Match<EmailException>(
            exception => !exception.IsTransient && !exception.Message.Contains("wrong one", StringComparison.Ordinal));
    }

    public void Dispose() => _disposables.ForEach(disposable => disposable.Dispose());

    private EmailSender Sender(SmtpServer server, Action<SmtpOptions>? configure = null)
    {
        var options = new EmailOptions { From = "BotKit <botkit@example.com>" };
        options.Smtp.Host = "127.0.0.1";
        options.Smtp.Port = server.Port;
        configure?.Invoke(options.Smtp);
        var transport = new SmtpTransport(options.Smtp, TimeProvider.System);
        _disposables.Add(transport);
        return new EmailSender(options, transport, TimeProvider.System);
    }
}

internal static class EmailMessageChanges
{
    public static EmailMessage Before(this EmailMessage mail, Action action) => new()
    {
        To = mail.To,
        Subject = mail.Subject,
        Text = mail.Text,
        MessageId = mail.MessageId,
        BeforeTransmit = _ =>
        {
            action();
            return ValueTask.CompletedTask;
        },
    };
}
