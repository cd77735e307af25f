namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public class ConfigurationSettingsTests
{
    [Fact]
    public void LoadAll_Settings_AreHandedOverAsASectionUnderTheirPath()
    {
        var settings = SourceUnderTest.Lead("""{ "Settings": { "Url": "https://crm", "Hosts": ["a", "b"], "Empty": null } }""").Settings!;

        settings.Path.Should().Be("Bots:lead:Settings");
        settings["Url"].Should().Be("https://crm");
        settings.GetSection("Hosts").GetChildren().Select(host => host.Value).Should().Equal("a", "b");
        settings.GetChildren().Should().HaveCount(3);
    }

    [Fact]
    public void LoadAll_NoSettings_GivesAnEmptySection()
    {
        var settings = SourceUnderTest.Lead("{}").Settings!;

        settings.Path.Should().Be("Bots:lead:Settings");
        settings.GetChildren().Should().BeEmpty();
    }

    [Theory]
    [InlineData("{}", null)]
    [InlineData("\"text\"", "text")]
    public void LoadAll_SettingsWithoutKeys_AreForTheBotToJudge(string json, string? value)
        => SourceUnderTest.Lead($$"""{ "Settings": {{json}} }""").Settings!.Value.Should().Be(value);

    [Fact]
    public void LoadAll_SettingsOfSeveralSections_AreMerged()
    {
        using var source = new SourceUnderTest(
            JsonText.Bots("""{ "Bots": { "lead": { "Settings": { "A": "1", "B": "1" } } } }"""),
            JsonText.Bots("""{ "Bots": { "lead": { "Settings": { "b": "2", "C": "2" } } } }"""));

        var settings = source.Load().Current["lead"].Settings!;

        settings.GetChildren().Select(child => $"{child.Key}={child.Value}").Should().BeEquivalentTo("A=1", "B=2", "C=2");
    }

    [Fact]
    public void LoadAll_SettingsFromCode_StayUnlessConfigured()
    {
        var fromCode = JsonText.Bots("""{ "Bots": { "X": "1" } }""");
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "mail": { "Settings": { "Y": "2" } } } }"""));
        source.Configure("lead", options => options.Settings = fromCode).Configure("mail", options => options.Settings = fromCode);

        source.Load();

        source.Current["lead"].Settings.Should().BeSameAs(fromCode);
        source.Current["mail"].Settings!["Y"].Should().Be("2");
    }

    [Fact]
    public void LoadAll_KeyThatOnlyBeginsLikeSettings_IsUnknown()
        => SourceUnderTest.LeadErrors("""{ "SettingsOfMine": { "X": "1" } }""").Should().ContainSingle().Which
            .Should().StartWith("Bots:lead:SettingsOfMine:X: there is no such option.");
}
