using BotKit.Gates;
using CsCheck;

namespace BotKit.Core.Tests.Gates;

public class RateGatePropertyTests
{
    [Fact]
    public void TryAcquire_RandomSchedule_GrantsWhatTheDefinitionGrants()
        => Gen.Select(RateLimitGen.Options, RateLimitGen.Pauses, Gen.Long[0, 1_000]).Sample((options, pauses, start) =>
        {
            var clock = new TickingClock(start: start);
            var gate = new RateGate(options, clock);
            var oracle = new RateLimitOracle(options.Kind, options.Permits, options.Window.Ticks, options.Segments, start);
            foreach (var pause in pauses)
            {
                clock.Advance(pause);
                if (gate.TryAcquire(out _) != oracle.TryAcquire(clock.GetTimestamp()))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void TryAcquire_Refused_RetryAfterIsExactToTheTick()
        => Gen.Select(RateLimitGen.Options, RateLimitGen.Pauses).Sample((options, pauses) =>
        {
            var clock = new TickingClock();
            var gate = new RateGate(options, clock);
            foreach (var pause in pauses)
            {
                clock.Advance(pause);
                if (gate.TryAcquire(out var retryAfter))
                {
                    continue;
                }

                clock.Advance(retryAfter.Ticks - 1);
                var early = gate.TryAcquire(out var rest);
                clock.Advance(1);
                if (early || rest.Ticks != 1 || !gate.TryAcquire(out _))
                {
                    return false;
                }
            }

            return true;
        });

    [Fact]
    public void TryAcquire_SlidingWindow_NeverGrantsMoreThanPermitsInAnySpanOfOneWindow()
        => Gen.Select(RateLimitGen.Options, RateLimitGen.Pauses).Sample((options, pauses) =>
        {
            options.Kind = BotRateLimitKind.SlidingWindow;
            var clock = new TickingClock();
            var gate = new RateGate(options, clock);
            var grants = new List<long>();
            foreach (var pause in pauses)
            {
                clock.Advance(pause);
                if (gate.TryAcquire(out _))
                {
                    grants.Add(clock.GetTimestamp());
                }
            }

            return grants.Zip(grants.Skip(options.Permits)).All(pair => pair.Second - pair.First >= options.Window.Ticks);
        });

    [Fact]
    public void TryAcquire_AnyClockFrequency_WaitingRetryAfterIsEnoughAndNeverATickTooLong()
        => Gen.Select(RateLimitGen.Options, Gen.OneOf(1_000L, 3_333_333L, 24_000_000L, 1_000_000_000L), Gen.Int[1, 2_000])
            .Sample((options, frequency, milliseconds) =>
            {
                options.Window = TimeSpan.FromMilliseconds(milliseconds);
                var clock = new TickingClock(frequency);
                var gate = new RateGate(options, clock);
                var retryAfter = TimeSpan.Zero;
                for (var taken = 0; gate.TryAcquire(out retryAfter); taken++)
                {
                    // A few ticks only: where a window is one tick long, there would always be permits.
                    clock.Advance(taken < 5 ? 1 : 0);
                }

                var ticks = new Int128(0, (ulong)retryAfter.Ticks) * frequency;
                var enough = (long)(ticks / TimeSpan.TicksPerSecond);
                var tooFew = (long)((ticks - frequency) / TimeSpan.TicksPerSecond) - 1;
                clock.Advance(Math.Max(0, tooFew));
                var early = tooFew > 0 && gate.TryAcquire(out _);
                clock.Advance(enough - Math.Max(0, tooFew));
                return !early && gate.TryAcquire(out _);
            });

    [Fact]
    public void TryAcquire_ManyThreads_GrantsExactlyThePermits()
        => RateLimitGen.Options.Sample(options =>
        {
            var gate = new RateGate(options, new TickingClock());
            var granted = 0;
            Parallel.For(0, 40, _ =>
            {
                if (gate.TryAcquire(out var _))
                {
                    Interlocked.Increment(ref granted);
                }
            });

            return granted == options.Permits;
        }, iter: 50);
}
