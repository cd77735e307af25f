namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public class ConfigurationErrorsTests
{
    [Fact]
    public void LoadAll_ManyMistakesInManyBots_ListsAllInOneException()
    {
        using var source = new SourceUnderTest(JsonText.Bots(
            """
            {
              "Bots": {
                "lead": {
                  "Timeout": "00:00:05",
                  "ApiKey": "hunter2",
                  "Enabled": { "Password": "hunter2" },
                  "Retry": { "MaxRetries": "abc", "Delay": "00:01:00" },
                  "Circuit": "off",
                  "Health": { "Timeout": "00:00:00" }
                },
                "mail": { "MaxConcurrency": 0, "AttemptTimeout": "00:10:00" },
                "leed": { "Enabled": true }
              }
            }
            """));

        var errors = source.Errors();

        errors.Select(error => error[..error.IndexOf(' ', StringComparison.Ordinal)]).Should().Equal(
            "Bots:lead:ApiKey:",
            "Bots:lead:Circuit:",
            "Bots:lead:Enabled:Password:",
            "Bots:lead:Retry:MaxRetries:",
            "Bots:lead:Timeout:",
            "Bots:lead:Health:Timeout:",
            "Bots:lead:Retry:Delay:",
            "Bots:mail:MaxConcurrency:",
            "Bots:mail:AttemptTimeout:",
            "Bots:leed:");
        errors.Should().NotContain(error => error.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void LoadAll_UnknownBot_NamesTheRegisteredOnes()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "leed": {} } }"""));

        source.Errors().Should().Equal("Bots:leed: no bot of that name is registered. Registered: lead, mail.");
    }

    [Fact]
    public void LoadAll_ValueInPlaceOfTheBots_IsAnError()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": "all" }"""));

        source.Errors().Should().Equal("Bots: must be a section with a section for each bot, not a value.");
    }

    [Fact]
    public void LoadAll_ValueInPlaceOfABot_IsAnError()
        => SourceUnderTest.LeadErrors("true").Should().ContainSingle().Which.Should().StartWith("Bots:lead: must be a section, not a value.");

    [Fact]
    public void LoadAll_TextThatIsNotReadable_IsNotBlamedTwice()
        => SourceUnderTest.LeadErrors("""{ "TotalTimeout": "long", "AttemptTimeout": "00:10:00" }""").Should().ContainSingle().Which
            .Should().StartWith("Bots:lead:TotalTimeout: 'long' is not a duration");

    [Fact]
    public void LoadAll_CrossFieldMistake_NamesBothValuesAndThePath()
        => SourceUnderTest.LeadErrors("""{ "AttemptTimeout": "00:10:00" }""").Should().Equal(
            "Bots:lead:AttemptTimeout: AttemptTimeout (00:10:00) must not be longer than TotalTimeout (00:05:00).");

    [Fact]
    public void LoadAll_SectionInOtherCase_IsShownAsItIsWritten()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "LEAD": { "MaxConcurrency": 0 } } }"""));

        source.Errors().Should().ContainSingle().Which.Should().StartWith("Bots:LEAD:MaxConcurrency: ");
    }

    [Fact]
    public void LoadAll_MistakeInCodeWithoutSections_IsShownUnderTheBotsName()
    {
        using var source = new SourceUnderTest().Configure("lead", options => options.MaxConcurrency = 0);

        source.Errors().Should().ContainSingle().Which.Should().StartWith("lead:MaxConcurrency: ");
    }

    [Fact]
    public void LoadAll_MistakeInCodeWithASection_IsShownUnderItsPath()
    {
        using var source = new SourceUnderTest(JsonText.Bots("{}")).Configure("lead", options => options.MaxConcurrency = 0);

        source.Errors().Should().ContainSingle().Which.Should().StartWith("Bots:lead:MaxConcurrency: ");
    }

    [Fact]
    public void LoadAll_DelegateThrows_IsOneOfTheErrors()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "mail": { "MaxConcurrency": 0 } } }"""))
            .Configure("lead", _ => throw new NotSupportedException("no."));

        source.Errors().Should().HaveCount(2)
            .And.Contain("Bots:lead: the code that configures the bot failed with NotSupportedException: no.");
    }

    [Fact]
    public void LoadAll_GroupSetToNullInCode_IsOneOfTheErrors()
    {
        using var source = new SourceUnderTest(JsonText.Bots("""{ "Bots": { "lead": { "Retry": { "MaxRetries": 3 } } } }"""))
            .Configure("lead", options => options.Retry = null!);

        source.Errors().Should().Equal("Bots:lead:Retry: The Retry field is required.");
    }

    [Fact]
    public void LoadAll_SameSectionTwice_ListsAnErrorOnce()
    {
        var section = JsonText.Bots("""{ "Bots": { "lead": { "Foo": 1 }, "leed": {} } }""");
        using var source = new SourceUnderTest(section, section);

        source.Errors().Should().HaveCount(2);
    }

    [Fact]
    public void LoadAll_MendedAfterAnError_Loads()
    {
        var text = new JsonText("""{ "Bots": { "lead": { "Foo": 1 } } }""");
        using var source = new SourceUnderTest(JsonText.Root(text).GetSection("Bots"));
        source.Errors();
        text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 5 } } }""");

        source.Load().Current["lead"].MaxConcurrency.Should().Be(5);
    }
}
