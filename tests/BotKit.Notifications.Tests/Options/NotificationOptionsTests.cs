using BotKit.Notifications.Tests.Delivery;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Notifications.Tests.Options;

/// <summary>What the host says of options that are wrong: all of it, at start, and no secret.</summary>
public class NotificationOptionsTests
{
    private const string Whole = """
        {
          "Notifications": {
            "Email": {
              "From": "BotKit <botkit@example.com>",
              "Smtp": {
                "Host": "mail.example.com", "Port": "2525", "Security": "Implicit", "User": "botkit", "Password": "open sesame",
                "LocalDomain": "app.example.com", "ConnectTimeout": "00:00:05", "SendTimeout": "00:00:30", "KeepOpen": "00:00:00"
              }
            },
            "EmailChannels": { "ops": { "To": [ "ops@example.com" ], "Cc": [ "Ada <ada@example.com>" ], "Bcc": [ "eve@example.com" ], "SubjectPrefix": "[prod]" } },
            "WebhookChannels": { "chat": { "UrlKey": "Secrets:Chat", "Format": "Slack", "Timeout": "00:00:05" }, "hook": { "Url": "https://example.com/hook", "SecretKey": "Secrets:Hook" } },
            "Routes": [
              {
                "Bots": [ "billing-*" ], "Codes": [ "*" ], "Severities": [ "Critical", "Standard" ], "Channels": [ "ops", "chat" ],
                "QuietHours": { "From": "22:00", "To": "07:00", "Days": [ "Saturday" ], "TimeZone": "Europe/Paris", "CriticalPasses": "false" },
                "Escalation": [ { "After": "00:15:00", "Channels": [ "hook" ] } ]
              },
              { "Channels": [ "ops" ] }
            ],
            "UseQueue": "false", "DigestAfter": "3", "DigestWindow": "00:02:00", "MaxBuffered": "10", "MaxAttempts": "4",
            "RetryDelay": "00:00:01", "MaxRetryDelay": "00:01:00", "EscalationCheckEvery": "00:00:05", "RunLink": "https://ops.example.com/runs/{executionId}"
          },
          "Secrets": { "Chat": "https://hooks.slack.com/services/T0/B0/x", "Hook": "0123456789abcdef" }
        }
        """;

    [Fact]
    public void Section_Whole_IsTaken()
    {
        var options = Options(Whole);

        options.Email.Smtp.Should().BeEquivalentTo(new
        {
            Host = "mail.example.com",
            Port = 2525,
            Security = SmtpSecurity.Implicit,
            User = "botkit",
            Password = "open sesame",
            LocalDomain = "app.example.com",
            ConnectTimeout = TimeSpan.FromSeconds(5),
            SendTimeout = TimeSpan.FromSeconds(30),
            KeepOpen = TimeSpan.Zero,
        });
        options.EmailChannels["ops"].Cc.Should().Equal("Ada <ada@example.com>");
        options.WebhookChannels["chat"].Format.Should().Be(WebhookFormat.Slack);
        options.Routes.Should().HaveCount(2);
        options.Routes[0].QuietHours.Should().BeEquivalentTo(
            new { From = new TimeOnly(22, 0), To = new TimeOnly(7, 0), Days = new[] { DayOfWeek.Saturday }, TimeZone = "Europe/Paris", CriticalPasses = false });
        options.Routes[0].Escalation.Single().After.Should().Be(TimeSpan.FromMinutes(15));
        options.Should().BeEquivalentTo(new
        {
            UseQueue = false,
            DigestAfter = 3,
            DigestWindow = TimeSpan.FromMinutes(2),
            MaxBuffered = 10,
            MaxAttempts = 4,
            RetryDelay = TimeSpan.FromSeconds(1),
            MaxRetryDelay = TimeSpan.FromMinutes(1),
            EscalationCheckEvery = TimeSpan.FromSeconds(5),
        });
    }

    [Fact]
    public void Section_ManyThingsWrong_AllAreTold()
    {
        var errors = Errors("""
            {
              "Notifications": {
                "Typo": "x", "DigestAfter": "many", "MaxAttempts": "0", "RetryDelay": "12", "RunLink": "ftp://x",
                "Email": { "From": "nobody", "Smtp": { "Host": "mail.example.com", "User": "botkit", "Secure": "yes" } },
                "EmailChannels": { "Ops": { "To": [ "not an address" ] }, "nobody": { } },
                "WebhookChannels": {
                  "plain": { "Url": "http://example.com/hook" }, "both": { "Url": "https://a.example", "UrlKey": "X" },
                  "short": { "Url": "https://a.example", "SecretKey": "Secrets:Short" }, "missing": { "UrlKey": "Secrets:None" }
                },
                "Routes": [ { "Channels": [ "nowhere" ], "QuietHours": { "From": "25:00", "To": "07:00", "TimeZone": "Mars/Base" }, "Escalation": [ { "After": "00:00:00", "Channels": [ ] } ] } ]
              },
              "Secrets": { "Short": "s3cr3t" }
            }
            """);

        string.Join('\n', errors).Should().NotContain("s3cr3t");
        errors.Should().Contain(error => error.StartsWith("Notifications:Typo: there is no such option", StringComparison.Ordinal));
        foreach (var part in new[]
        {
            "Notifications:DigestAfter: is not a whole number", "MaxAttempts", "Notifications:RetryDelay: is not a duration", "RunLink", "Email:From",
            "User and Password belong together", "Notifications:Email:Smtp:Secure: there is no such option", "EmailChannels:Ops: a channel's name", "EmailChannels:Ops:To:0",
            "EmailChannels:nobody: nobody gets it", "WebhookChannels:plain: its address is http", "WebhookChannels:both: give either", "has less than 16 characters",
            "the configuration has no value 'Secrets:None'", "Routes:0:Channels: there is no channel 'nowhere'", "From: is not a time", "'Mars/Base' is not a time zone",
            "Routes:0:Escalation:0: names no channel", "Routes:0:Escalation:0:After",
        })
        {
            errors.Should().Contain(error => error.Contains(part, StringComparison.Ordinal), "{0}", part);
        }
    }

    [Fact]
    public void AddNotifications_Twice_AddsTheOptionsUp()
    {
        using var services = new ServiceCollection().AddBotKit(bots =>
        {
            bots.AddNotifications(options => options.EmailChannels["one"] = new() { To = { "a@example.com" } });
            bots.AddNotifications(options => options.EmailChannels["two"] = new() { To = { "b@example.com" } });
        }).BuildServiceProvider();

        services.GetRequiredService<IBotManager>().Bots.Select(bot => bot.Name).Should().Equal("botkit-notify-one", "botkit-notify-two");
        services.GetServices<IBotNotifier>().Should().ContainSingle();
        services.GetRequiredService<IOptions<NotificationOptions>>().Value.EmailChannels.Keys.Should().Equal("one", "two");
    }

    [Fact]
    public void AddBot_NameOfBotKitsOwn_IsRefused()
    {
        var add = () => new ServiceCollection().AddBotKit(bots => bots.AddBot<CriticalBot>("botkit-notify-ops"));

        add.Should().Throw<ArgumentException>().WithMessage("*'botkit-'*");
    }

    [Fact]
    public void AddNotifications_WithNothing_WritesMailIntoAFolder()
    {
        using var services = new ServiceCollection().AddBotKit(bots => bots.AddNotifications()).BuildServiceProvider();

        services.GetRequiredService<IEmailSender>().Should().NotBeNull();
        services.GetRequiredService<IOptions<NotificationOptions>>().Value.Email.PickupFolder.Should().Be("botkit-mail");
    }

    private static NotificationOptions Options(string json)
    {
        var configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json))).Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddBotKit(bots => bots.AddNotifications(configuration.GetSection("Notifications"))).BuildServiceProvider();
        return services.GetRequiredService<IOptions<NotificationOptions>>().Value;
    }

    private static IReadOnlyList<string> Errors(string json)
    {
        var read = () => Options(json);
        return [.. read.Should().Throw<OptionsValidationException>().Which.Failures];
    }
}
