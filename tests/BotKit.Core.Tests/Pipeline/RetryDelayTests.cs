using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using CsCheck;

namespace BotKit.Core.Tests.Pipeline;

public class RetryDelayTests
{
    [Fact]
    public async Task RunAsync_WithoutJitter_DoublesTheDelay()
    {
        var times = new List<TimeSpan>();
        await using var host = TimedHost(times, Failures.Transient, retry =>
        {
            retry.MaxRetries = 3;
            retry.UseJitter = false;
        });

        await host.RunAsync("go");

        times.Should().Equal(TimeSpan.Zero, Milliseconds(200), Milliseconds(600), Milliseconds(1400));
    }

    [Fact]
    public async Task RunAsync_DelayAboveItsMaximum_IsCapped()
    {
        var times = new List<TimeSpan>();
        await using var host = TimedHost(times, Failures.Transient, retry =>
        {
            retry.Delay = TimeSpan.FromSeconds(20);
            retry.UseJitter = false;
        });

        await host.RunAsync("go");

        times.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(50));
    }

    [Fact]
    public async Task RunAsync_RetryAfter_IsHonoured()
    {
        var times = new List<TimeSpan>();
        await using var host = TimedHost(times, Failures.TransientAfter(TimeSpan.FromSeconds(7)), _ => { });

        await host.RunAsync("go");

        times.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(14));
    }

    [Fact]
    public async Task RunAsync_RetryAfterAboveTheMaximum_IsCapped()
    {
        var times = new List<TimeSpan>();
        await using var host = TimedHost(times, Failures.TransientAfter(TimeSpan.FromHours(1)), _ => { });

        await host.RunAsync("go");

        times.Should().Equal(TimeSpan.Zero, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task RunAsync_AnyDelaySettings_WaitsBetweenNothingAndTheMaximum()
    {
        var delays = Gen.Int[0, 60_000].SelectMany(max => Gen.Select(Gen.Int[0, max], Gen.Const(max)));
        var settings = Gen.Select(delays, Gen.Bool, Gen.Int[-5_000, 100_000].Nullable());
        await settings.SampleAsync(
            async setting =>
            {
                var ((delay, max), jitter, asked) = setting;
                var times = new List<TimeSpan>();
                var failure = asked is { } wait ? Failures.TransientAfter(Milliseconds(wait)) : Failures.Transient;
                await using var host = TimedHost(
                    times,
                    failure,
                    retry =>
                    {
                        retry.MaxRetries = 4;
                        retry.Delay = Milliseconds(delay);
                        retry.MaxDelay = Milliseconds(max);
                        retry.UseJitter = jitter;
                    },
                    noTimeout: true);

                await host.RunAsync("go");

                return times.Count == 5
                    && times.Zip(times.Skip(1), (before, after) => after - before).All(gap => gap >= TimeSpan.Zero && gap <= Milliseconds(max));
            },
            iter: 60,
            threads: 1);
    }

    private static TimeSpan Milliseconds(int milliseconds) => TimeSpan.FromMilliseconds(milliseconds);

    private static BotTestHost<ScriptedBot> TimedHost(
        List<TimeSpan> times, Exception failure, Action<BotRetryOptions> retry, bool noTimeout = false)
    {
        BotTestHost<ScriptedBot>? host = null;
        host = Hosts.Of(
            (_, _, _) =>
            {
                times.Add(host!.Clock.GetUtcNow() - host.Clock.Start);
                throw failure;
            },
            options =>
            {
                retry(options.Retry);
                options.TotalTimeout = noTimeout ? null : options.TotalTimeout;
            });
        return host;
    }
}
