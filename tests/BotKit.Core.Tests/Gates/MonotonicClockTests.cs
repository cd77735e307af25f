using BotKit.Gates;

namespace BotKit.Core.Tests.Gates;

public class MonotonicClockTests
{
    [Theory]
    [InlineData(1_000_000_000, 60_000_000_000)]
    [InlineData(10_000_000, 600_000_000)]
    [InlineData(3, 180)]
    public void ToTicks_WholeSeconds_IsExact(long frequency, long ticks)
        => Clock(frequency).ToTicks(TimeSpan.FromMinutes(1)).Should().Be(ticks);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(3_333_333, 1)]
    [InlineData(3_333_334, 2)]
    [InlineData(10_000_001, 4)]
    public void ToTicks_PartOfATick_RoundsUp(long span, long ticks)
        => Clock(3).ToTicks(TimeSpan.FromTicks(span)).Should().Be(ticks);

    [Theory]
    [InlineData(100, 1)]
    [InlineData(101, 2)]
    [InlineData(1_000_000_000, 10_000_000)]
    [InlineData(1_000_000_001, 10_000_001)]
    public void ToTimeSpan_FinerClock_RoundsUp(long ticks, long span)
        => Clock(1_000_000_000).ToTimeSpan(ticks).Should().Be(TimeSpan.FromTicks(span));

    [Fact]
    public void Now_Always_IsTheTimestampOfTheProvider()
    {
        var provider = new TickingClock(frequency: 1_000);
        provider.Advance(TimeSpan.FromSeconds(2));

        new MonotonicClock(provider).Now.Should().Be(provider.GetTimestamp());
    }

    private static MonotonicClock Clock(long frequency) => new(new TickingClock(frequency));
}
