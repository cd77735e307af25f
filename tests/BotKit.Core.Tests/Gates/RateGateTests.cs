using BotKit.Gates;

namespace BotKit.Core.Tests.Gates;

public class RateGateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private readonly TickingClock _clock = new();

    public static TheoryData<BotRateLimitKind> Kinds => [BotRateLimitKind.FixedWindow, BotRateLimitKind.SlidingWindow, BotRateLimitKind.TokenBucket];

    [Fact]
    public void TryAcquire_NoLimit_AlwaysGrants()
    {
        var gate = Gate(BotRateLimitKind.None, permits: 1);

        Take(gate, 1_000).Should().Be(1_000);
    }

    [Fact]
    public void TryAcquire_Granted_GivesNoRetryAfter()
    {
        Gate(BotRateLimitKind.FixedWindow, permits: 1).TryAcquire(out var retryAfter);

        retryAfter.Should().Be(TimeSpan.Zero);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TryAcquire_AllAtOnce_GrantsThePermits(BotRateLimitKind kind)
        => Take(Gate(kind, permits: 5), 20).Should().Be(5);

    [Theory, MemberData(nameof(Kinds))]
    public void Left_TellsWhatCouldBeTakenAndWhenThereIsMore(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 3);
        var before = gate.Left(out var now);
        gate.TryAcquire(out _);
        gate.Left(out _).Should().Be(2);
        Take(gate, 5).Should().Be(2);

        var after = gate.Left(out var opensIn);
        gate.TryAcquire(out var retryAfter);

        (before, now).Should().Be((3, TimeSpan.Zero));
        after.Should().Be(0);
        opensIn.Should().Be(retryAfter).And.BePositive();
        _clock.Advance(opensIn);
        gate.Left(out _).Should().BePositive();
    }

    [Fact]
    public void Left_NoLimit_IsNoBound() => Gate(BotRateLimitKind.None, permits: 1).Left(out _).Should().Be(int.MaxValue);

    [Fact]
    public void TryAcquire_TimestampOfTheCaller_CountsAsNow()
    {
        var gate = Gate(BotRateLimitKind.FixedWindow, permits: 1);
        var timestamp = TimeSpan.FromSeconds(70).Ticks;

        var first = gate.TryAcquire(timestamp, out var wait);
        var second = gate.TryAcquire(timestamp, out var longer);

        (first, wait).Should().Be((true, TimeSpan.Zero));
        (second, longer).Should().Be((false, TimeSpan.FromSeconds(50)));
    }

    [Fact]
    public void TryAcquire_TimestampWithoutLimit_Grants()
    {
        var gate = Gate(BotRateLimitKind.None, permits: 1);

        (gate.TryAcquire(0, out _) && gate.TryAcquire(0, out _)).Should().BeTrue();
    }

    /// <summary>Threads read the clock before they take the lock, so an earlier timestamp may come later.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public void TryAcquire_EarlierTimestampAfterALaterOne_TakesNothingBack(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 2);
        gate.TryAcquire(TimeSpan.FromSeconds(90).Ticks, out _);

        gate.TryAcquire(TimeSpan.FromSeconds(59).Ticks, out _).Should().BeTrue();

        gate.TryAcquire(TimeSpan.FromSeconds(90).Ticks, out _).Should().BeFalse();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TryAcquire_WallClockJumps_ChangesNothing(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 1);
        gate.TryAcquire(out _);
        gate.TryAcquire(out var before);

        _clock.Wall += TimeSpan.FromDays(400);
        var granted = gate.TryAcquire(out var after);

        granted.Should().BeFalse();
        after.Should().Be(before);
    }

    [Fact]
    public void TryAcquire_FixedWindow_WaitsForTheNextWindow()
    {
        var gate = Gate(BotRateLimitKind.FixedWindow, permits: 1);
        _clock.Advance(TimeSpan.FromSeconds(130));
        gate.TryAcquire(out _);

        gate.TryAcquire(out var retryAfter);

        retryAfter.Should().Be(TimeSpan.FromSeconds(50));
    }

    [Fact]
    public void TryAcquire_SlidingWindow_WaitsForTheFirstUsedSegmentToLeaveTheWindow()
    {
        var gate = Gate(BotRateLimitKind.SlidingWindow, permits: 2, segments: 6);
        _clock.Advance(TimeSpan.FromSeconds(15));
        gate.TryAcquire(out _);
        _clock.Advance(TimeSpan.FromSeconds(20));
        gate.TryAcquire(out _);

        gate.TryAcquire(out var retryAfter);

        // Taken in the segment 10..20 s, which has wholly left the 60 s before the segment that begins at 80 s.
        retryAfter.Should().Be(TimeSpan.FromSeconds(80 - 35));
    }

    [Fact]
    public void TryAcquire_TokenBucket_RefillsEvenly()
    {
        var gate = Gate(BotRateLimitKind.TokenBucket, permits: 6);
        Take(gate, 6);

        _clock.Advance(TimeSpan.FromSeconds(35));

        Take(gate, 6).Should().Be(3);
    }

    [Fact]
    public void TryAcquire_TokenBucket_WaitsForTheNextToken()
    {
        var gate = Gate(BotRateLimitKind.TokenBucket, permits: 6);
        Take(gate, 6);
        _clock.Advance(TimeSpan.FromSeconds(3));

        gate.TryAcquire(out var retryAfter);

        retryAfter.Should().Be(TimeSpan.FromSeconds(7));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TryAcquire_LongestWindowAndMostPermits_CountsRight(BotRateLimitKind kind)
    {
        var clock = new TickingClock(frequency: 1_000_000_000);
        var gate = new RateGate(
            new BotRateLimitOptions { Kind = kind, Permits = 1_000_000_000, Window = TimeSpan.FromDays(24), Segments = 1_000 }, clock);
        Take(gate, 1_000_000).Should().Be(1_000_000);
        gate.Configure(new BotRateLimitOptions { Kind = kind, Permits = 1_000_000, Window = TimeSpan.FromDays(24), Segments = 1_000 });

        gate.TryAcquire(out var retryAfter).Should().BeFalse();

        clock.Advance(retryAfter);
        gate.TryAcquire(out _).Should().BeTrue();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Configure_SameSettings_KeepsWhatWasUsed(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 3);
        Take(gate, 3);

        gate.Configure(Options(kind, permits: 3));

        Take(gate, 3).Should().Be(0);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Configure_MorePermits_AddsTheDifference(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 3);
        Take(gate, 10);

        gate.Configure(Options(kind, permits: 5));

        Take(gate, 10).Should().Be(2);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Configure_FewerPermits_CountsWhatWasUsed(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 10);
        Take(gate, 4);

        gate.Configure(Options(kind, permits: 6));

        Take(gate, 10).Should().Be(2);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Configure_FewerPermitsThanUsed_OpensAgainWithinTwoWindows(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 10);
        Take(gate, 10);
        gate.Configure(Options(kind, permits: 1));
        gate.TryAcquire(out var retryAfter).Should().BeFalse();

        _clock.Advance(retryAfter);

        retryAfter.Should().BeLessThanOrEqualTo(2 * Minute);
        gate.TryAcquire(out _).Should().BeTrue();
    }

    [Fact]
    public void Configure_TokenBucket_RefillsUntilThenAtTheOldRate()
    {
        var gate = Gate(BotRateLimitKind.TokenBucket, permits: 60);
        Take(gate, 60);
        _clock.Advance(TimeSpan.FromSeconds(10));

        gate.Configure(Options(BotRateLimitKind.TokenBucket, permits: 120));

        Take(gate, 200).Should().Be(70);
    }

    [Theory]
    [InlineData(BotRateLimitKind.TokenBucket, 60, 6)]
    [InlineData(BotRateLimitKind.FixedWindow, 30, 6)]
    public void Configure_OtherKindOrWindow_CountsAnew(BotRateLimitKind kind, int seconds, int segments)
    {
        var gate = Gate(BotRateLimitKind.FixedWindow, permits: 3);
        Take(gate, 3);

        gate.Configure(new BotRateLimitOptions { Kind = kind, Permits = 3, Window = TimeSpan.FromSeconds(seconds), Segments = segments });

        Take(gate, 10).Should().Be(3);
    }

    [Fact]
    public void Configure_OtherSegmentsOfASlidingWindow_CountsAnew()
    {
        var gate = Gate(BotRateLimitKind.SlidingWindow, permits: 3, segments: 6);
        Take(gate, 3);

        gate.Configure(Options(BotRateLimitKind.SlidingWindow, permits: 3, segments: 5));

        Take(gate, 10).Should().Be(3);
    }

    [Theory]
    [InlineData(BotRateLimitKind.FixedWindow)]
    [InlineData(BotRateLimitKind.TokenBucket)]
    public void Configure_SegmentsThatTheKindDoesNotUse_KeepsWhatWasUsed(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 3, segments: 6);
        Take(gate, 3);

        gate.Configure(Options(kind, permits: 3, segments: 5));

        Take(gate, 10).Should().Be(0);
    }

    [Fact]
    public void Configure_NoLimit_OpensAtOnce()
    {
        var gate = Gate(BotRateLimitKind.FixedWindow, permits: 1);
        Take(gate, 2);

        gate.Configure(Options(BotRateLimitKind.None, permits: 1));

        Take(gate, 10).Should().Be(10);
    }

    [Fact]
    public void Configure_LimitAfterNone_Limits()
    {
        var gate = Gate(BotRateLimitKind.None, permits: 1);
        Take(gate, 10);

        gate.Configure(Options(BotRateLimitKind.FixedWindow, permits: 2));

        Take(gate, 10).Should().Be(2);
    }

    [Fact]
    public void Configure_OptionsChangedLater_ChangesNothing()
    {
        var options = Options(BotRateLimitKind.FixedWindow, permits: 2);
        var gate = new RateGate(options, _clock);

        options.Permits = 100;

        Take(gate, 10).Should().Be(2);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TryAcquire_GrantedAndRefused_AllocatesNothing(BotRateLimitKind kind)
    {
        var gate = Gate(kind, permits: 500);
        Take(gate, 10);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Take(gate, 1_000);

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0);
    }

    private RateGate Gate(BotRateLimitKind kind, int permits, int segments = 6) => new(Options(kind, permits, segments), _clock);

    private static BotRateLimitOptions Options(BotRateLimitKind kind, int permits, int segments = 6)
        => new() { Kind = kind, Permits = permits, Window = Minute, Segments = segments };

    private static int Take(RateGate gate, int calls)
    {
        var granted = 0;
        for (var call = 0; call < calls; call++)
        {
            granted += gate.TryAcquire(out _) ? 1 : 0;
        }

        return granted;
    }
}
