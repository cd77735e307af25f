namespace BotKit.Core.Tests.Options;

public class BotOptionsRulesTests
{
    [Fact]
    public void Check_AttemptLongerThanTotal_NamesBothValues()
    {
        var options = new BotOptions { TotalTimeout = TimeSpan.FromMinutes(5), AttemptTimeout = TimeSpan.FromMinutes(10) };

        BotOptionsRules.Check(options).Should().Equal(
            new OptionFailure("AttemptTimeout", "AttemptTimeout (00:10:00) must not be longer than TotalTimeout (00:05:00).", "TotalTimeout"));
    }

    [Fact]
    public void Check_AttemptAsLongAsTotal_IsRight()
        => BotOptionsRules.Check(new BotOptions { AttemptTimeout = BotDefaults.TotalTimeout }).Should().BeEmpty();

    [Theory]
    [InlineData(null, "10:00:00")]
    [InlineData("00:00:01", null)]
    [InlineData(null, null)]
    public void Check_OneTimeoutNotSet_ComparesNothing(string? total, string? attempt)
        => BotOptionsRules.Check(new BotOptions { TotalTimeout = Span(total), AttemptTimeout = Span(attempt) }).Should().BeEmpty();

    [Fact]
    public void Check_DelayLongerThanMaxDelay_NamesBothValues()
    {
        var options = new BotOptions();
        options.Retry.Delay = TimeSpan.FromSeconds(31);

        BotOptionsRules.Check(options).Should().Equal(
            new OptionFailure("Retry:Delay", "Retry:Delay (00:00:31) must not be longer than Retry:MaxDelay (00:00:30).", "Retry:MaxDelay"));
    }

    [Fact]
    public void Check_DelayAsLongAsMaxDelay_IsRight()
    {
        var options = new BotOptions();
        options.Retry.Delay = options.Retry.MaxDelay;

        BotOptionsRules.Check(options).Should().BeEmpty();
    }

    [Fact]
    public void Check_DelaysWithoutRetries_AreNotCompared()
    {
        var options = new BotOptions();
        options.Retry.Delay = TimeSpan.FromSeconds(31);
        options.Retry.MaxRetries = 0;

        BotOptionsRules.Check(options).Should().BeEmpty();
    }

    [Fact]
    public void Check_SegmentsShorterThanAMillisecond_NamesBothValues()
    {
        var options = Limit(BotRateLimitKind.SlidingWindow, TimeSpan.FromMilliseconds(99), segments: 100);

        BotOptionsRules.Check(options).Should().Equal(new OptionFailure(
            "RateLimit:Window",
            "RateLimit:Window (00:00:00.0990000) must be at least 1 ms for each of RateLimit:Segments (100).",
            "RateLimit:Segments"));
    }

    [Fact]
    public void Check_SegmentsOfAMillisecond_AreRight()
        => BotOptionsRules.Check(Limit(BotRateLimitKind.SlidingWindow, TimeSpan.FromMilliseconds(100), segments: 100)).Should().BeEmpty();

    [Theory]
    [InlineData(BotRateLimitKind.None)]
    [InlineData(BotRateLimitKind.FixedWindow)]
    [InlineData(BotRateLimitKind.TokenBucket)]
    public void Check_SegmentsNotInUse_AreNotCompared(BotRateLimitKind kind)
        => BotOptionsRules.Check(Limit(kind, TimeSpan.FromMilliseconds(1), segments: 100)).Should().BeEmpty();

    private static BotOptions Limit(BotRateLimitKind kind, TimeSpan window, int segments)
        => new() { RateLimit = new() { Kind = kind, Window = window, Segments = segments } };

    private static TimeSpan? Span(string? text) => text is null ? null : TimeSpan.Parse(text);
}
