using BotKit.AspNetCore.Limits;
using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BotKit.AspNetCore.Tests.Limits;

public sealed class CallerLimitsTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void FullAllowance_IsAMinutesCalls()
    {
        var limits = Create(callsPerMinute: 5);

        Take(limits, "olga", 6).Should().Be(5);
    }

    [Fact]
    public void Allowance_RefillsEvenly()
    {
        var limits = Create(callsPerMinute: 6);
        Take(limits, "olga", 6);

        limits.TryTake("olga", "", out var wait).Should().BeFalse();
        wait.Should().Be(TimeSpan.FromSeconds(10));
        _clock.Advance(TimeSpan.FromSeconds(9.9));
        Take(limits, "olga", 1).Should().Be(0);
        _clock.Advance(TimeSpan.FromSeconds(0.1));
        Take(limits, "olga", 2).Should().Be(1);
        _clock.Advance(TimeSpan.FromHours(1));
        Take(limits, "olga", 7).Should().Be(6, "what is not used is not saved up beyond a minute");
    }

    [Fact]
    public void CallersAndBots_HaveTheirOwn()
    {
        var limits = Create(callsPerMinute: 1);

        limits.TryTake("olga", "echo", out _).Should().BeTrue();
        limits.TryTake("otto", "echo", out _).Should().BeTrue();
        limits.TryTake("olga", "other", out _).Should().BeTrue();
        limits.TryTake("olga", "", out _).Should().BeTrue();
        limits.TryTake("olga", "echo", out _).Should().BeFalse();
        limits.Count.Should().Be(4);
    }

    [Fact]
    public void FullTable_SharesOneAllowanceAmongTheOthers()
    {
        var limits = Create(callsPerMinute: 2, maxCallers: 1);
        Take(limits, "first", 1).Should().Be(1);

        Take(limits, "second", 1).Should().Be(1);
        Take(limits, "third", 2).Should().Be(1);
        Take(limits, "first", 2).Should().Be(1, "who has an allowance keeps it");
        limits.Count.Should().Be(1);
    }

    [Fact]
    public void UnusedAllowances_MakeRoom()
    {
        var limits = Create(callsPerMinute: 60, maxCallers: 2);
        Take(limits, "first", 1);
        Take(limits, "second", 5);

        _clock.Advance(TimeSpan.FromSeconds(2));
        Take(limits, "third", 60).Should().Be(60);

        limits.Count.Should().Be(2);
        Take(limits, "second", 60).Should().Be(57, "a used allowance is not forgotten");
    }

    [Fact]
    public void FullTable_IsSweptAtMostOnceASecond()
    {
        var limits = Create(callsPerMinute: 60, maxCallers: 1);
        Take(limits, "first", 1);
        Take(limits, "second", 1).Should().Be(1, "shared, after a sweep that found nothing");
        _clock.Advance(TimeSpan.FromSeconds(0.999));
        Take(limits, "second", 60).Should().Be(59, "still shared");

        _clock.Advance(TimeSpan.FromSeconds(0.001));

        Take(limits, "second", 60).Should().Be(60, "an allowance of its own");
    }

    [Fact]
    public void FullTable_IsLogged()
    {
        var lines = new LogLines();
        var limits = new CallerLimits(60, 1, _clock, lines.CreateLogger(""));
        Take(limits, "first", 1);
        Take(limits, "second", 5);

        lines.All.Should().ContainSingle().Which.EventId.Should().Be(3006);
    }

    [Fact]
    public async Task ManyThreads_TakeNoMoreThanThereIs()
    {
        var limits = Create(callsPerMinute: 1_000);

        var taken = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => Take(limits, "olga", 500))));

        taken.Sum().Should().Be(1_000);
    }

    [Fact]
    public void AnyCalls_StayWithinTheAllowanceAndTheTable()
    {
        var steps = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 3_000]).List[1, 300];
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 6], steps).Sample((callsPerMinute, maxCallers, calls) =>
        {
            var clock = new FakeTimeProvider();
            var limits = new CallerLimits(callsPerMinute, maxCallers, clock, NullLogger.Instance);
            var granted = new Dictionary<int, List<DateTimeOffset>>();
            foreach (var (caller, pause) in calls)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                if (limits.TryTake("caller" + caller, "", out var wait))
                {
                    granted.TryAdd(caller, []);
                    granted[caller].Add(clock.GetUtcNow());
                }
                else
                {
                    wait.Should().BeGreaterThan(TimeSpan.Zero).And.BeLessThanOrEqualTo(TimeSpan.FromMinutes(1));
                }

                limits.Count.Should().BeLessThanOrEqualTo(maxCallers);
            }

            foreach (var times in granted.Values)
            {
                // Own and shared allowance together: a caller may have used one before it was given the other.
                foreach (var (time, index) in times.Select((time, index) => (time, index)))
                {
                    var inMinute = times.Skip(index).TakeWhile(later => later - time < TimeSpan.FromMinutes(1)).Count();
                    inMinute.Should().BeLessThanOrEqualTo((4 * callsPerMinute) + 2);
                }
            }
        });
    }

    [Fact]
    public void OneCaller_IsTreatedAsByACountOfItsOwn()
    {
        // The table forgets callers; nobody may notice.
        var steps = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 5_000]).List[1, 200];
        Gen.Select(Gen.Int[1, 30], steps).Sample((callsPerMinute, calls) =>
        {
            var clock = new FakeTimeProvider();
            var limits = new CallerLimits(callsPerMinute, 5, clock, NullLogger.Instance);
            var interval = 60d / callsPerMinute;
            var used = new double[5];
            foreach (var (caller, pause) in calls)
            {
                clock.Advance(TimeSpan.FromMilliseconds(pause));
                var now = (clock.GetUtcNow() - FakeStart).TotalSeconds;
                var next = Math.Max(used[caller], now) + interval;
                var allowed = next - now <= 60.000_001;
                used[caller] = allowed ? next : used[caller];

                limits.TryTake("caller" + caller, "", out _).Should().Be(allowed);
            }
        });
    }

    private static readonly DateTimeOffset FakeStart = new FakeTimeProvider().GetUtcNow();

    private CallerLimits Create(int callsPerMinute, int maxCallers = 100) => new(callsPerMinute, maxCallers, _clock, NullLogger.Instance);

    private static int Take(CallerLimits limits, string caller, int times)
        => Enumerable.Range(0, times).Count(_ => limits.TryTake(caller, "", out var _));
}
