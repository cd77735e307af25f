using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Handlers.Tests.Workflows;

public sealed class EmailTaskTests
{
    private const string Message = """{"To":"Ada <ada@example.com>","Cc":["bob@example.com"],"Subject":"Your order","Text":"It is on its way."}""";

    private readonly Outbox _outbox = new();

    [Fact]
    public async Task Send_PassesTheMessageOn()
    {
        await using var host = new TaskHost(sender: _outbox);

        var result = await host.RunAsync("email", Message);

        var sent = _outbox.Sent.Should().ContainSingle().Subject;
        sent.Should().BeEquivalentTo(new { From = (string?)null, To = new[] { "Ada <ada@example.com>" }, Cc = new[] { "bob@example.com" }, Subject = "Your order", Text = "It is on its way.", Html = (string?)null });
        result!.ToJsonString().Should().Be($$"""{"MessageId":"{{sent.MessageId}}","Accepted":2,"Refused":[]}""");
    }

    [Fact]
    public async Task MessageId_IsTheSameForTheSameCallAndNoOther()
    {
        await using var host = new TaskHost(email: options => options.MessageIdDomain = "flows.example.com", sender: _outbox);

        await host.RunAsync("email", Message, key: "019b8d5e/000007");
        await host.RunAsync("email", Message, key: "019b8d5e/000007");
        await host.RunAsync("email", Message, key: "019b8d5e/000008");

        var ids = _outbox.Sent.ConvertAll(it => it.MessageId!);
        ids[0].Should().Be(ids[1]).And.NotBe(ids[2]).And.MatchRegex("^[0-9a-f]{32}@flows\\.example\\.com$");
    }

    [Fact]
    public async Task Send_ThroughARealOutbox_WritesAMessageWithThatId()
    {
        var folder = Directory.CreateTempSubdirectory("botkit-mail-").FullName;
        try
        {
            var services = new ServiceCollection();
            services.AddBotKit(bots => bots.AddNotifications(options => options.Email.PickupFolder = folder));
            await using var mail = services.BuildServiceProvider();
            await using var host = new TaskHost(sender: mail.GetRequiredService<IEmailSender>());

            var result = await host.RunAsync("email", Message);

            var text = await File.ReadAllTextAsync(Directory.GetFiles(folder).Single(), TestContext.Current.CancellationToken);
            text.Should().Contain($"Message-Id: <{result!["MessageId"]}>").And.Contain("Subject: Your order").And.Contain("bob@example.com");
            (await host.FailAsync("email", """{"To":"a@example.com\r\nBcc: evil@example.com","Subject":"x","Text":"y"}""")).ErrorName.Should().Be("Email.InvalidMessage");
            (await host.FailAsync("email", """{"To":"a@example.com","Subject":"x\r\nBcc: evil@example.com","Text":"y"}""")).ErrorName.Should().Be("Email.InvalidMessage");
            Directory.GetFiles(folder).Should().ContainSingle();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("Ada <ADA@Example.com>", true)]
    [InlineData("anybody@shop.example", true)]
    [InlineData("bob@example.com", false)]
    [InlineData("x@sub.shop.example", false)]
    [InlineData("x@evilshop.example", false)]
    [InlineData("ada@example.com <evil@evil.example>", false)]
    [InlineData("evil@evil.example <ada@example.com>", true)]
    public async Task Recipient_MustBeAllowed(string to, bool isAllowed)
    {
        await using var host = new TaskHost(
            email: options =>
            {
                options.AllowedRecipients.Add("ada@example.com");
                options.AllowedRecipients.Add("shop.example");
            },
            sender: _outbox);
        var input = $$"""{"To":"{{to}}","Subject":"x","Text":"y"}""";

        if (isAllowed)
        {
            await host.RunAsync("email", input);
        }
        else
        {
            (await host.FailAsync("email", input)).ErrorName.Should().Be("Email.NotAllowed");
        }

        _outbox.Sent.Should().HaveCount(isAllowed ? 1 : 0);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"Subject":"x","Text":"y"}""")]
    [InlineData("""{"To":[],"Subject":"x","Text":"y"}""")]
    [InlineData("""{"To":"a@b.example","Text":"y"}""")]
    [InlineData("""{"To":"a@b.example","Subject":"x"}""")]
    [InlineData("""{"To":7,"Subject":"x","Text":"y"}""")]
    [InlineData("""{"To":["a@b.example",null],"Subject":"x","Text":"y"}""")]
    [InlineData("""{"To":"a@b.example","From":"boss@b.example","Subject":"x","Text":"y"}""")]
    [InlineData("""{"To":["a@b.example","b@b.example","c@b.example"],"Subject":"x","Text":"y"}""")]
    public async Task BadInput_IsNotSent(string input)
    {
        await using var host = new TaskHost(email: options => options.MaxRecipients = 2, sender: _outbox);

        (await host.FailAsync("email", input)).ErrorName.Should().Be("Email.InvalidMessage");
        _outbox.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(true, false, "Email.Unavailable")]
    [InlineData(false, false, "Email.Refused")]
    [InlineData(true, true, "Email.OutcomeUnknown")]
    public async Task Failure_HasAName(bool isTransient, bool isUnknown, string name)
    {
        _outbox.Failure = new EmailException("The server said no.") { IsTransient = isTransient, IsOutcomeUnknown = isUnknown };
        await using var host = new TaskHost(sender: _outbox);

        (await host.FailAsync("email", Message)).ErrorName.Should().Be(name);
    }

    [Theory]
    [InlineData(450, "Email.Unavailable")]
    [InlineData(550, "Email.Refused")]
    public async Task RefusalOfEverybody_IsAFailure(int code, string name)
    {
        _outbox.Refusal = code;
        await using var host = new TaskHost(sender: _outbox);

        (await host.FailAsync("email", Message)).ErrorName.Should().Be(name);
    }

    [Fact]
    public async Task DryRun_SendsNothing()
    {
        await using var host = new TaskHost(sender: _outbox);

        await host.RunAsync("email", Message, isDryRun: true);

        _outbox.Sent.Should().BeEmpty();
    }

    [Theory]
    [InlineData(null, "needs Parameters")]
    [InlineData("""{"To":"a@b.example","Subject":"x"}""", "Text or Html")]
    [InlineData("""{"Subject":"x","Text":"y"}""", "To, Cc or Bcc")]
    [InlineData("""{"To.$":"$.to","Subject":"x","Html.$":"$.html","From":"x"}""", "no parameter 'From'")]
    public async Task Definition_IsCheckedBeforeItRuns(string? parameters, string mistake)
    {
        await using var host = new TaskHost(sender: _outbox);

        host.Check("email", parameters).Should().ContainSingle().Which.Should().Contain(mistake);
    }

    [Fact]
    public async Task HostWithoutMail_SaysSo()
    {
        await using var host = new TaskHost();

        host.Check("email", """{"To.$":"$.to","Subject":"x","Text":"y"}""").Should().ContainSingle().Which.Should().Contain("AddNotifications");
    }

    private sealed class Outbox : IEmailSender
    {
        public List<EmailMessage> Sent { get; } = [];

        public Exception? Failure { get; set; }

        public int? Refusal { get; set; }

        public ValueTask<EmailResult> SendAsync(EmailMessage message, CancellationToken cancellationToken = default)
        {
            if (Failure is not null)
            {
                throw Failure;
            }

            Sent.Add(message);
            string[] all = [.. message.To, .. message.Cc, .. message.Bcc];
            return new(Refusal is { } code
                ? new EmailResult(message.MessageId!, [], [.. all.Select(it => new EmailRefusal(it, code, code < 500))])
                : new EmailResult(message.MessageId!, all, []));
        }
    }
}
