namespace BotKit.Core.Tests.Options;

public class BotOptionsCheckTests
{
    public static TheoryData<string, Action<BotOptions>> OutOfRange => new()
    {
        { "Description", options => options.Description = new string('x', 501) },
        { "TotalTimeout", options => options.TotalTimeout = TimeSpan.Zero },
        { "TotalTimeout", options => options.TotalTimeout = TimeSpan.FromDays(25) },
        { "AttemptTimeout", options => options.AttemptTimeout = TimeSpan.FromTicks(9_999) },
        { "TimeoutGrace", options => options.TimeoutGrace = TimeSpan.FromTicks(-1) },
        { "TimeoutGrace", options => options.TimeoutGrace = TimeSpan.FromHours(2) },
        { "MaxConcurrency", options => options.MaxConcurrency = 0 },
        { "MaxConcurrency", options => options.MaxConcurrency = 1_000_001 },
        { "CriticalPause", options => options.CriticalPause = TimeSpan.FromDays(25) },
        { "IdempotencyKeyLifetime", options => options.IdempotencyKeyLifetime = TimeSpan.FromMilliseconds(999) },
        { "Retry", options => options.Retry = null! },
        { "Retry:MaxRetries", options => options.Retry.MaxRetries = -1 },
        { "Retry:MaxRetries", options => options.Retry.MaxRetries = 101 },
        { "Retry:MaxDelay", options => options.Retry.MaxDelay = TimeSpan.FromDays(2) },
        { "Circuit", options => options.Circuit = null! },
        { "Circuit:FailureThreshold", options => options.Circuit.FailureThreshold = 0 },
        { "Circuit:OpenDuration", options => options.Circuit.OpenDuration = TimeSpan.Zero },
        { "RateLimit", options => options.RateLimit = null! },
        { "RateLimit:Permits", options => options.RateLimit.Permits = 0 },
        { "RateLimit:Window", options => options.RateLimit.Window = TimeSpan.Zero },
        { "RateLimit:Segments", options => options.RateLimit.Segments = 1_001 },
        { "RateLimit:Kind", options => options.RateLimit.Kind = (BotRateLimitKind)77 },
        { "Health", options => options.Health = null! },
        { "Health:Timeout", options => options.Health.Timeout = TimeSpan.Zero },
        { "Health:CacheFor", options => options.Health.CacheFor = TimeSpan.FromHours(2) },
    };

    [Fact]
    public void Check_Defaults_FindsNothing()
        => BotOptionsCheck.Check(new BotOptions()).Should().BeEmpty();

    [Theory, MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void Check_OptionOutOfRange_NamesItsKeyInKeyAndSentence(string key, Action<BotOptions> change)
    {
        var options = new BotOptions();
        change(options);

        var failure = BotOptionsCheck.Check(options).Should().ContainSingle().Which;

        failure.Key.Should().Be(key);
        failure.OtherKey.Should().BeNull();
        failure.Problem.Should().Contain(key).And.EndWith(".").And.NotContain("@");
    }

    [Fact]
    public void Check_NumberOutOfRange_StatesTheRange()
    {
        var options = new BotOptions();
        options.Retry.MaxRetries = 1_000;

        BotOptionsCheck.Check(options).Should().ContainSingle().Which.Problem
            .Should().Be("The field Retry:MaxRetries must be between 0 and 100.");
    }

    [Fact]
    public void Check_DurationOutOfRange_StatesTheRange()
    {
        var options = new BotOptions { TotalTimeout = TimeSpan.Zero };

        BotOptionsCheck.Check(options).Should().ContainSingle().Which.Problem
            .Should().Be("TotalTimeout must be between 00:00:00.0010000 and 24.00:00:00 (d.hh:mm:ss).");
    }

    [Fact]
    public void Check_BoundsThemselves_AreAllowed()
    {
        var low = new BotOptions
        {
            Description = new string('x', 500),
            TotalTimeout = TimeSpan.FromMilliseconds(1),
            AttemptTimeout = TimeSpan.FromMilliseconds(1),
            TimeoutGrace = TimeSpan.Zero,
            MaxConcurrency = 1,
            CriticalPause = TimeSpan.Zero,
        };
        var high = new BotOptions { TotalTimeout = TimeSpan.FromDays(24), TimeoutGrace = TimeSpan.FromHours(1), MaxConcurrency = 1_000_000 };

        BotOptionsCheck.Check(low).Should().BeEmpty();
        BotOptionsCheck.Check(high).Should().BeEmpty();
    }

    [Fact]
    public void Check_SeveralMistakes_FindsAll()
    {
        var options = new BotOptions { MaxConcurrency = 0, AttemptTimeout = TimeSpan.FromMinutes(6) };
        options.Retry.MaxRetries = -1;

        BotOptionsCheck.Check(options).Select(failure => failure.Key).Should().BeEquivalentTo("MaxConcurrency", "Retry:MaxRetries", "AttemptTimeout");
    }

    [Fact]
    public void Parse_SentenceOfAnotherForm_KeepsIt()
        => BotOptionsCheck.Parse("Something is wrong.").Should().Be(new OptionFailure("", "Something is wrong."));
}
