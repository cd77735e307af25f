using BotKit.Gates;
using CsCheck;

namespace BotKit.Core.Tests.Gates;

public class WallClockTests
{
    private static readonly TimeSpan Freshness = TimeSpan.FromMilliseconds(5);
    private readonly TickingClock _time = new(frequency: 1_000_000_000, start: 17);

    [Fact]
    public void At_WhileFresh_IsToldByTheMonotonicClock()
    {
        var clock = new WallClock(_time, Freshness);
        var start = At(clock);

        _time.Advance(TimeSpan.FromMilliseconds(4));

        At(clock).Should().Be(start.AddMilliseconds(4));
    }

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void At_AfterTheWallClockWasSet_FollowsItOnceTheReadingIsOld(int seconds)
    {
        var clock = new WallClock(_time, Freshness);
        At(clock);

        _time.Wall += TimeSpan.FromSeconds(seconds);
        _time.Advance(Freshness);

        At(clock).Should().Be(_time.Wall);
    }

    [Fact]
    public void At_TimestampFromBeforeTheReading_AsksTheWallClock()
    {
        var clock = new WallClock(_time, Freshness);
        var early = _time.GetTimestamp();
        _time.Advance(100);
        At(clock);
        _time.Wall += TimeSpan.FromHours(1);

        clock.At(early).Should().Be(_time.Wall);
    }

    [Fact]
    public void At_ThreadHeldUpBeforeItRead_LeavesNoReadingBehind()
    {
        var clock = new WallClock(_time, Freshness);
        var early = _time.GetTimestamp();
        _time.Advance(TimeSpan.FromSeconds(1));
        clock.At(early);
        _time.Wall += TimeSpan.FromHours(1);

        clock.At(early + 1).Should().Be(_time.Wall);
    }

    [Fact]
    public void At_ClockThatIsNotTheSystems_IsAlwaysAsked()
    {
        var clock = new WallClock(_time);
        At(clock);

        _time.Wall += TimeSpan.FromTicks(1);

        At(clock).Should().Be(_time.Wall);
    }

    [Fact]
    public void At_SystemsClock_IsNeverFarFromIt()
    {
        var clock = new WallClock(TimeProvider.System);
        var off = Enumerable.Range(0, 10_000).Max(_ =>
        {
            var before = TimeProvider.System.GetUtcNow();
            var told = clock.At(TimeProvider.System.GetTimestamp());
            var after = TimeProvider.System.GetUtcNow();
            return told < before ? before - told : told > after ? told - after : TimeSpan.Zero;
        });

        off.Should().BeLessThan(TimeSpan.FromMilliseconds(50), "a reading is at most 5 ms old, and whoever is held up keeps it to himself");
    }

    [Fact]
    public void At_AnySteps_IsAsOldAsTheReadingMayBe()
        => Gen.Select(Gen.Int[0, 8_000_000], Gen.Int[-1_000, 1_000]).Array[1, 40].Sample(steps =>
        {
            var time = new TickingClock(1_000_000_000);
            var clock = new WallClock(time, Freshness);
            var recent = new List<(long Timestamp, DateTimeOffset Wall)>();
            foreach (var (nanoseconds, jump) in steps)
            {
                time.Advance(nanoseconds);
                time.Wall += TimeSpan.FromTicks(nanoseconds / 100) + TimeSpan.FromSeconds(jump);
                var now = time.GetTimestamp();
                recent.Add((now, time.Wall));
                var told = clock.At(now);
                if (!recent.Any(seen => now - seen.Timestamp < 5_000_000
                    && (told - seen.Wall - TimeSpan.FromTicks((now - seen.Timestamp) / 100)).Duration() <= TimeSpan.FromTicks(1)))
                {
                    return false;
                }
            }

            return true;
        });

    private DateTimeOffset At(WallClock clock) => clock.At(_time.GetTimestamp());
}
