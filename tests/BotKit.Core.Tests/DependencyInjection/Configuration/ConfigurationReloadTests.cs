using BotKit.DependencyInjection;

namespace BotKit.Core.Tests.DependencyInjection.Configuration;

public sealed class ConfigurationReloadTests : IDisposable
{
    private const string Start = """{ "Bots": { "lead": { "MaxConcurrency": 1 }, "mail": { "MaxConcurrency": 1 } } }""";
    private readonly JsonText _text = new(Start);
    private readonly SourceUnderTest _source;

    public ConfigurationReloadTests()
        => _source = new SourceUnderTest(JsonText.Root(_text).GetSection("Bots")).Load();

    public void Dispose() => _source.Dispose();

    [Fact]
    public void Reload_OneBotChanged_SwapsThatBotOnly()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));

        _source.Calls.Should().Equal("changed lead");
        _source.Current["lead"].MaxConcurrency.Should().Be(2);
    }

    [Fact]
    public void Reload_Again_SwapsAgain()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));
        _text.Replace(Lead("""{ "MaxConcurrency": 3 }"""));

        _source.Current["lead"].MaxConcurrency.Should().Be(3);
        _source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(3);
    }

    [Theory]
    [InlineData(Start)]
    [InlineData("""{ "Other": 1, "Bots": { "mail": { "MaxConcurrency": "1" }, "lead": { "MaxConcurrency": 1 } } }""")]
    public void Reload_SameValues_SwapsNothing(string json)
    {
        _text.Replace(json);

        _source.Calls.Should().BeEmpty();
    }

    [Fact]
    public void Reload_KeyTakenBack_GivesTheDefaultAgain()
    {
        _text.Replace(Lead("{}"));

        _source.Current["lead"].MaxConcurrency.Should().BeNull();
    }

    [Fact]
    public void Reload_SettingsChanged_SwapsTheBot()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 1, "Settings": { "Url": "a" } }"""));

        _source.Calls.Should().Equal("changed lead");
        _source.Current["lead"].Settings!["Url"].Should().Be("a");
    }

    [Fact]
    public void Reload_Invalid_KeepsTheLastGoodOptionsAndSaysWhy()
    {
        var before = _source.Current["lead"];

        _text.Replace(Lead("""{ "MaxConcurrency": 0, "Foo": 1, "Settings": { "Url": "new" } }"""));

        _source.Calls.Should().ContainSingle().Which.Should().Match("failed lead: Bots:lead:Foo: * Bots:lead:MaxConcurrency: *");
        _source.Source.LoadAll()["lead"].Should().BeSameAs(before);
        before.Settings!["Url"].Should().BeNull();
        _source.Source.Failures.Should().ContainKey("lead").WhoseValue.Should().HaveCount(2);
    }

    [Fact]
    public void Reload_InvalidForOneBot_StillSwapsTheOther()
    {
        _text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 0 }, "mail": { "MaxConcurrency": 7 } } }""");

        _source.Calls.Should().HaveCount(2).And.Contain("changed mail");
        _source.Current["mail"].MaxConcurrency.Should().Be(7);
    }

    [Fact]
    public void Reload_SameInvalidValuesAgain_IsNotSaidAgain()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));
        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));

        _source.Calls.Should().ContainSingle();
    }

    [Fact]
    public void Reload_OtherInvalidValues_AreSaid()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));
        _text.Replace(Lead("""{ "Foo": 0 }"""));

        _source.Calls.Should().HaveCount(2).And.OnlyContain(call => call.StartsWith("failed lead:", StringComparison.Ordinal));
        _source.Source.Failures["lead"].Should().ContainSingle().Which.Should().StartWith("Bots:lead:Foo:");
    }

    [Fact]
    public void Reload_ValidAfterInvalid_SwapsAndRecovers()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));
        _source.Calls.Clear();

        _text.Replace(Lead("""{ "MaxConcurrency": 4 }"""));

        _source.Calls.Should().Equal("changed lead", "recovered lead");
        _source.Source.Failures.Should().BeEmpty();
    }

    [Fact]
    public void Reload_BackToTheLastGoodValues_RecoversWithoutASwap()
    {
        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));
        _source.Calls.Clear();

        _text.Replace(Start);

        _source.Calls.Should().Equal("recovered lead");
        _source.Source.Failures.Should().BeEmpty();
    }

    [Fact]
    public void Reload_ChangedThrows_KeepsTheOldOptionsAndTriesAgainNextTime()
    {
        var before = _source.Current["lead"];
        _source.WhenChanged = _ => throw new InvalidOperationException("no room");
        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));
        var afterFailure = _source.Source.LoadAll()["lead"];
        _source.WhenChanged = null;

        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));

        afterFailure.Should().BeSameAs(before);
        _source.Calls.Should().Equal(
            "failed lead: Bots:lead: the new options could not be put to use: InvalidOperationException: no room", "changed lead", "recovered lead");
    }

    [Fact]
    public void Reload_ListenersThrow_StillSwapsTheOthersAndRecovers()
    {
        _source.Source.ReloadFailed = (_, _) => throw new InvalidOperationException();
        _source.Source.ReloadRecovered = _ => throw new InvalidOperationException();

        _text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 0 }, "mail": { "MaxConcurrency": 7 } } }""");
        var failures = _source.Source.Failures.Count;
        _text.Replace(Start);

        failures.Should().Be(1);
        _source.Calls.Should().Equal("changed mail", "changed mail");
        _source.Source.Failures.Should().BeEmpty();
    }

    [Fact]
    public void Changed_SetAfterAChange_IsCalledForItAtOnce()
    {
        var text = new JsonText(Start);
        using var source = new BotOptionsSource(["lead", "mail"], [JsonText.Root(text).GetSection("Bots")], []);
        var first = source.LoadAll();
        text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));
        var pending = source.LoadAll();
        var calls = new List<(string Bot, int? Limit)>();

        source.Changed = (bot, options) => calls.Add((bot, options.MaxConcurrency));

        pending["lead"].Should().BeSameAs(first["lead"]);
        calls.Should().Equal(("lead", 2));
        source.LoadAll()["lead"].MaxConcurrency.Should().Be(2);
    }

    [Fact]
    public void ReloadFailed_SetAfterARefusal_IsCalledForItAtOnce()
    {
        var text = new JsonText(Start);
        using var source = new BotOptionsSource(["lead", "mail"], [JsonText.Root(text).GetSection("Bots")], []);
        source.LoadAll();
        text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 0 }, "leed": {} } }""");
        var names = new List<string>();

        source.ReloadFailed = (name, _) => names.Add(name);

        names.Should().BeEquivalentTo("lead", "Bots:leed");
        source.Failures.Keys.Should().BeEquivalentTo("lead", "Bots:leed");
    }

    [Fact]
    public void Reload_NobodyIsToldOfFailures_StillKeepsAndRecovers()
    {
        (_source.Source.ReloadFailed, _source.Source.ReloadRecovered) = (null, null);

        _text.Replace(Lead("""{ "MaxConcurrency": 0 }"""));
        var failures = _source.Source.Failures.Count;
        _text.Replace(Lead("""{ "MaxConcurrency": 8 }"""));

        failures.Should().Be(1);
        _source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(8);
        _source.Source.Failures.Should().BeEmpty();
        (_source.Source.ReloadFailed is null && _source.Source.ReloadRecovered is null).Should().BeTrue();
    }

    [Fact]
    public void Reload_CodeConfigures_AppliesBeforeTheNewValues()
    {
        var text = new JsonText("""{ "Bots": { "lead": { "MaxConcurrency": 1 } } }""");
        using var source = new SourceUnderTest(JsonText.Root(text).GetSection("Bots"))
            .Configure("lead", options => (options.MaxConcurrency, options.Repeatable) = (50, false)).Load();

        text.Replace("""{ "Bots": { "lead": { "Enabled": false } } }""");

        source.Current["lead"].MaxConcurrency.Should().Be(50);
        source.Current["lead"].Repeatable.Should().BeFalse();
    }

    [Fact]
    public void Reload_AfterDispose_DoesNothing()
    {
        _source.Dispose();

        _text.Replace(Lead("""{ "MaxConcurrency": 2 }"""));

        _source.Calls.Should().BeEmpty();
    }

    [Fact]
    public void Reload_ChangedWhileLoading_IsNotMissed()
    {
        var text = new JsonText("""{ "Bots": { "lead": { "MaxConcurrency": 1 } } }""");
        var calls = 0;
        using var source = new SourceUnderTest(JsonText.Root(text).GetSection("Bots")).Configure("mail", _ =>
        {
            if (calls++ == 0)
            {
                text.Replace("""{ "Bots": { "lead": { "MaxConcurrency": 2 } } }""");
            }
        });

        source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(2);
    }

    [Fact]
    public void Reload_ManyThreads_EndsWithTheLastValueAndOneCallAtATime()
    {
        var inside = 0;
        var overlapped = false;
        _source.WhenChanged = _ =>
        {
            overlapped |= Interlocked.Increment(ref inside) > 1;
            Interlocked.Decrement(ref inside);
        };

        Parallel.For(2, 60, limit => _text.Replace(Lead($$"""{ "MaxConcurrency": {{limit}} }""")));
        _text.Replace(Lead("""{ "MaxConcurrency": 1000 }"""));

        overlapped.Should().BeFalse();
        _source.Current["lead"].MaxConcurrency.Should().Be(1000);
        _source.Source.LoadAll()["lead"].MaxConcurrency.Should().Be(1000);
    }

    private static string Lead(string json) => $$"""{ "Bots": { "lead": {{json}}, "mail": { "MaxConcurrency": 1 } } }""";
}
