using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public class ConfigurationLoadTests
{
    [Fact]
    public void LoadAll_NoSections_GivesDefaultsForEveryBot()
    {
        using var source = new SourceUnderTest();

        source.Load().Current.Keys.Should().BeEquivalentTo("lead", "mail");

        source.Current["lead"].Should().BeEquivalentTo(new BotOptions(), options => options.Excluding(it => it.Settings));
    }

    [Fact]
    public void LoadAll_SectionThatDoesNotExist_GivesDefaults()
    {
        using var source = new SourceUnderTest(JsonText.Bots("{}"));

        source.Load().Current["mail"].TotalTimeout.Should().Be(BotDefaults.TotalTimeout);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{ "Retry": {}, "Circuit": null }""")]
    public void LoadAll_EmptySections_GivesDefaults(string json)
        => SourceUnderTest.Lead(json).Should().BeEquivalentTo(new BotOptions(), options => options.Excluding(it => it.Settings));

    [Fact]
    public void LoadAll_Values_AreBoundToTheirBotOnly()
    {
        using var source = new SourceUnderTest(JsonText.Bots(
            """{ "Bots": { "lead": { "Enabled": false, "Retry": { "MaxRetries": 7 } }, "mail": { "MaxConcurrency": 3 } } }"""));

        source.Load();

        source.Current["lead"].Enabled.Should().BeFalse();
        source.Current["lead"].Retry.MaxRetries.Should().Be(7);
        source.Current["lead"].MaxConcurrency.Should().BeNull();
        source.Current["mail"].Enabled.Should().BeTrue();
        source.Current["mail"].MaxConcurrency.Should().Be(3);
    }

    [Fact]
    public void LoadAll_NullForATimeout_MeansNone()
        => SourceUnderTest.Lead("""{ "TotalTimeout": null }""").TotalTimeout.Should().BeNull();

    [Fact]
    public void LoadAll_CodeAndSection_SectionWinsOverCodeAndCodeOverDefaults()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "lead": { "Retry": { "MaxRetries": 7 } } } }"""));
        source.Configure("lead", options =>
        {
            options.Retry.MaxRetries = 4;
            options.MaxConcurrency = 9;
        });

        source.Load();

        source.Current["lead"].Retry.MaxRetries.Should().Be(7);
        source.Current["lead"].MaxConcurrency.Should().Be(9);
        source.Current["mail"].MaxConcurrency.Should().BeNull();
    }

    [Fact]
    public void LoadAll_SeveralDelegates_ApplyInOrderAndConfigureAllToAll()
    {
        using var source = new SourceUnderTest();
        source.Configure("lead", options => options.MaxConcurrency = 1);
        source.Configure(new ConfigureNamedOptions<BotOptions>(null, options => options.MaxConcurrency = (options.MaxConcurrency ?? 0) + 10));

        source.Load();

        source.Current["lead"].MaxConcurrency.Should().Be(11);
        source.Current["mail"].MaxConcurrency.Should().Be(10);
    }

    [Fact]
    public void LoadAll_DelegateForUnnamedOptions_IsNoBots()
    {
        using var source = new SourceUnderTest();
        source.Configure(new ConfigureOptions<BotOptions>(options => options.MaxConcurrency = 1));

        source.Load().Current["lead"].MaxConcurrency.Should().BeNull();
    }

    [Fact]
    public void LoadAll_SeveralSections_LaterOneWins()
    {
        using var source = new SourceUnderTest(
            JsonText.Bots("""{ "Bots": { "lead": { "MaxConcurrency": 1, "Retry": { "MaxRetries": 1 } } } }"""),
            JsonText.Bots("""{ "Bots": { "lead": { "MaxConcurrency": 2 } } }"""));

        source.Load();

        source.Current["lead"].MaxConcurrency.Should().Be(2);
        source.Current["lead"].Retry.MaxRetries.Should().Be(1);
    }

    [Fact]
    public void LoadAll_KeysOfEnvironmentVariables_IgnoreCase()
    {
        var section = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("BOTS:LEAD:RETRY:MAXRETRIES", "5"), new("BOTS:LEAD:TOTALTIMEOUT", ""), new("BOTS:LEAD:SETTINGS:APIKEY", "x"),
        ]).Build().GetSection("Bots");

        var options = SourceUnderTest.Lead(section);

        options.Retry.MaxRetries.Should().Be(5);
        options.TotalTimeout.Should().BeNull();
        options.Settings!["ApiKey"].Should().Be("x");
    }

    [Fact]
    public void LoadAll_BotNameInOtherCase_IsThatBot()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "LEAD": { "MaxConcurrency": 4 } } }"""));

        source.Load().Current["lead"].MaxConcurrency.Should().Be(4);
    }

    [Fact]
    public void LoadAll_CalledAgain_GivesTheSameOptions()
    {
        using var source = new SourceUnderTest(JsonText.Bots("{}"));

        var first = source.Source.LoadAll();

        source.Source.LoadAll()["lead"].Should().BeSameAs(first["lead"]);
    }

    [Fact]
    public void LoadAll_Disposed_Throws()
    {
        var source = new SourceUnderTest();
        source.Source.Dispose();

        source.Source.Invoking(it => it.LoadAll()).Should().Throw<ObjectDisposedException>();
    }
}
