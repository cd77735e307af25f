using System.Globalization;
using BotKit.Core.Tests.Docs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BotKit.Notifications.Tests.Options;

/// <summary>The tables of docs/notifications.md against the classes.</summary>
public class OptionDocsTests
{
    public static TheoryData<object> All =>
        [new NotificationOptions(), new EmailOptions(), new SmtpOptions(), new EmailChannelOptions(), new WebhookChannelOptions(), new NotificationRoute()];

    [Theory]
    [MemberData(nameof(All))]
    public void Notifications_TableOfOptions_TellsEveryOptionAndItsDefault(object options)
    {
        var rows = DocTable.Read("notifications.md", $"| option of `{options.GetType().Name}` | default | range | meaning |");

        rows.Select(row => row[0]).Should().BeEquivalentTo(options.GetType().GetProperties().Select(property => property.Name));
        foreach (var row in rows.Where(row => row[1].Length > 0))
        {
            var value = options.GetType().GetProperty(row[0])!.GetValue(options);
            (row[1] == "none" ? "" : row[1]).Should().Be(Convert.ToString(value, CultureInfo.InvariantCulture) ?? "", "this is the default of {0}", row[0]);
        }
    }

    [Fact]
    public void Notifications_RangesInTheTables_AreThoseOfTheOptions()
    {
        OptionTable.ShouldTell(Rows(nameof(SmtpOptions)), new SmtpOptions());
        OptionTable.ShouldTell(Rows(nameof(WebhookChannelOptions)), new WebhookChannelOptions());
        var scalars = new[] { "UseQueue", "DigestAfter", "DigestWindow", "MaxBuffered", "MaxAttempts", "RetryDelay", "MaxRetryDelay", "EscalationCheckEvery", "RunLink" };
        foreach (var name in scalars)
        {
            OptionTable.ShouldTellRange(Rows(nameof(NotificationOptions)).Single(row => row[0] == name)[2], name, typeof(NotificationOptions).GetProperty(name)!);
        }
    }

    [Fact]
    public void Notifications_ExampleOfASection_IsValid()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "notifications.md"));
        var json = text.Split("```json\n")[1].Split("```")[0];
        var configuration = new ConfigurationBuilder()
            .AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json)))
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Notifications:Email:Smtp:Password"] = "open sesame",
                ["Secrets:OpsChat"] = "https://hooks.slack.com/services/x",
                ["Secrets:Pager"] = "0123456789abcdef",
            })
            .Build();
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(configuration)
            .AddBotKit(bots => bots.AddNotifications(configuration.GetSection("Notifications"))).BuildServiceProvider();

        services.GetRequiredService<IOptions<NotificationOptions>>().Value.Routes.Should().HaveCount(2);
    }

    private static IReadOnlyList<string[]> Rows(string name) => DocTable.Read("notifications.md", $"| option of `{name}` | default | range | meaning |");
}
