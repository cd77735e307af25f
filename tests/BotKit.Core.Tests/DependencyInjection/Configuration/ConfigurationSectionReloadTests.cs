namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public sealed class ConfigurationSectionReloadTests : IDisposable
{
    private const string Start = """{ "Bots": { "lead": { "MaxConcurrency": 1 }, "mail": { "MaxConcurrency": 1 } } }""";
    private readonly JsonText _text = new(Start);
    private readonly SourceUnderTest _source;

    public ConfigurationSectionReloadTests()
        => _source = new SourceUnderTest(JsonText.Root(_text).GetSection("Bots")).Load();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Reload_UnknownBot_FailsUnderItsPathAndRecovers()
    {
        _text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 2 }, "leed": {}, "mail": { "MaxConcurrency": 1 } } }""");
        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));

        _source.Calls.Should().Equal(
            "failed Bots:leed: Bots:leed: no bot of that name is registered. Registered: lead, mail.", "changed lead", "recovered Bots:leed");
    }

    [Fact]
    public void Reload_UnknownBotStays_IsSaidOnce()
    {
        _text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 1 }, "leed": {} } }""");
        _text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 2 }, "leed": {} } }""");

        _source.Calls.Count(call => call.StartsWith("failed Bots:leed", StringComparison.Ordinal)).Should().Be(1);
        _source.Source.Failures.Should().ContainKey("Bots:leed");
    }

    [Fact]
    public void Reload_WholeSectionGone_KeepsTheLastGoodOptions()
    {
        _text.Replace("{}");

        _source.Calls.Should().Equal("failed Bots: Bots: the section is empty now; the last good options stay.");
        _source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(1);
    }

    [Fact]
    public void Reload_SectionBackAgain_RecoversAndFollows()
    {
        _text.Replace("{}");
        _source.Calls.Clear();

        _text.Replace(Lead("""{ "MaxConcurrency": 6 }"""));

        _source.Calls.Should().Equal("recovered Bots", "changed lead");
    }

    [Fact]
    public void Reload_SectionThatWasNeverThere_MayAppear()
    {
        var text = new JsonText("{}");
        using var source = new SourceUnderTest(JsonText.Root(text).GetSection("Bots")).Load();

        text.Replace(Lead("""{ "MaxConcurrency": 6 }"""));

        source.Calls.Should().Contain("changed lead").And.NotContain(call => call.StartsWith("failed", StringComparison.Ordinal));
    }

    [Fact]
    public void Reload_ProviderThrows_KeepsTheLastGoodOptionsAndRecovers()
    {
        var section = JsonText.Root(_text).GetSection("Bots");
        using var source = new SourceUnderTest(section, section).Load();

        _text.Break(new InvalidDataException("secret"));
        _text.Break(null);

        source.Calls.Should().Equal(
            "failed Bots: Bots: the section could not be read (InvalidDataException); the last good options stay.", "recovered Bots");
    }

    [Fact]
    public void Reload_TwoSections_FollowsBoth()
    {
        var second = new JsonText("""{ "Bots": { "lead": { "Repeatable": false } } }""");
        using var source = new SourceUnderTest(JsonText.Root(_text).GetSection("Bots"), JsonText.Root(second).GetSection("Bots")).Load();

        second.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 9 } } }""");
        _text.Replace("""{ "Bots": { "lead": { "Enabled": false } } }""");

        source.Current["lead"].Should().BeEquivalentTo(
            new BotOptions { Enabled = false, MaxConcurrency = 9 }, options => options.Excluding(it => it.Settings));
    }

    private static string Lead(string json) => $$"""{ "Bots": { "lead": {{json}}, "mail": { "MaxConcurrency": 1 } } }""";
}
