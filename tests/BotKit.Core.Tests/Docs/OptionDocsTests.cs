using System.Globalization;
using System.Reflection;
using System.Text;
using BotKit.Diagnostics;
using BotKit.Files;
using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Docs;

public sealed class OptionDocsTests
{
    [Fact]
    public void GuardRails_TableOfOptions_TellsKeysDefaultsAndRanges()
        => OptionTable.ShouldTell(DocTable.Read("guard-rails.md", "| key | default | range | meaning |"), new BotOptions());

    [Fact]
    public void HealthAndAlerts_TableOfAlertOptions_TellsKeysDefaultsAndRanges()
        => OptionTable.ShouldTell(
            DocTable.Read("health-and-alerts.md", "| option of `AlertOptions` | default | range | meaning |"), new AlertOptions());

    [Fact]
    public void Ledger_TableOfLedgerOptions_TellsKeysDefaultsAndRanges()
        => OptionTable.ShouldTell(
            DocTable.Read("ledger.md", "| option of `InMemoryLedgerOptions` | default | range | bounds |"), new InMemoryLedgerOptions());

    [Fact]
    public void Ledger_TableOfLogCaptureOptions_TellsKeysDefaultsAndRanges()
        => OptionTable.ShouldTell(
            DocTable.Read("ledger.md", "| option of `LogCaptureOptions` | default | range | meaning |"), new LogCaptureOptions());

    [Fact]
    public void Files_TableOfOptions_TellsKeysDefaultsAndRanges()
        => OptionTable.ShouldTell(DocTable.Read("files.md", "| option of `BotFileOptions` | default | range | meaning |"), new BotFileOptions());

    [Fact]
    public void GuardRails_TableOfConstants_TellsBotDefaults()
    {
        var constants = typeof(BotDefaults).GetFields(BindingFlags.Public | BindingFlags.Static);

        var rows = DocTable.Read("guard-rails.md", "| constant | value |");

        rows.Select(row => (row[0], Value(row[1]))).Should().BeEquivalentTo(
            constants.Select(constant => (constant.Name, Value(string.Create(CultureInfo.InvariantCulture, $"{constant.GetValue(null)}")))));
    }

    [Fact]
    public void GuardRails_ExampleOfBotsJson_IsValid()
    {
        var text = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "guard-rails.md"));
        var json = text.Split("```json\n")[1].Split("```")[0];
        var section = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build().GetSection("Bots");
        var services = new ServiceCollection().AddBotKit(bots =>
        {
            bots.Configure(section);
            bots.AddBot<IdleBot>("lead");
            bots.AddBot<IdleBot>("support");
        });
        using var provider = services.BuildServiceProvider();

        var bots = provider.GetRequiredService<IBotManager>();

        bots.GetState("lead").Enabled.Should().BeTrue();
        bots.GetState("support").Enabled.Should().BeFalse();
    }

    private static TimeSpan Value(string text)
        => TimeSpan.Parse(text, CultureInfo.InvariantCulture);

    private sealed class IdleBot : BaseBot<Nothing, Nothing>
    {
        protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken)
            => new(Nothing.Value);
    }
}
