using BotKit.Health;

namespace BotKit.Core.Tests.Health;

public class HealthVerdictTests
{
    private readonly HealthVerdict _verdict = new();

    [Fact]
    public void Overall_NothingAdded_IsHealthy()
    {
        _verdict.Overall.Should().Be(BotHealthStatus.Healthy);
        _verdict.Reasons.Should().BeEmpty();
    }

    [Fact]
    public void Add_Healthy_AddsNothing()
    {
        _verdict.Add(BotHealthStatus.Healthy, "ignored").Should().BeFalse();

        _verdict.Reasons.Should().BeEmpty();
    }

    [Theory]
    [InlineData(BotHealthStatus.Degraded, BotHealthStatus.Critical)]
    [InlineData(BotHealthStatus.Critical, BotHealthStatus.Degraded)]
    public void Add_SeveralThings_IsTheWorstOfThemWithAllReasons(BotHealthStatus first, BotHealthStatus second)
    {
        _verdict.Add(first, "one").Should().BeTrue();
        _verdict.Add(second, "two").Should().BeTrue();

        _verdict.Overall.Should().Be(BotHealthStatus.Critical);
        _verdict.Reasons.Should().Equal("one", "two");
    }
}
