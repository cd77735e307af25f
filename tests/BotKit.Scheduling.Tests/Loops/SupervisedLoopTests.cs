using BotKit.Execution;
using BotKit.Scheduling.Loops;
using BotKit.Scheduling.Tests.Fakes;
using BotKit.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace BotKit.Scheduling.Tests.Loops;

public sealed class SupervisedLoopTests
{
    private readonly BotTestClock _clock = new();
    private int _starts;

    [Fact]
    public async Task RunAsync_BodyThrows_StartsAgainAfterAWhile()
    {
        using var stop = new CancellationTokenSource();
        var loop = Loop(starts => starts <= 2);
        var running = loop.RunAsync(stop.Token);
        await Eventually.TrueAsync(() => loop.IsDown && _clock.NextDue is not null, "it rests");
        _starts.Should().Be(1);

        await PassAsync(() => _starts == 3);

        loop.IsDown.Should().BeFalse("it does not latch");
        loop.Restarts.Should().Be(2);
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task RunAsync_StoppedWhileItRests_Ends()
    {
        using var stop = new CancellationTokenSource();
        var loop = Loop(static _ => true);
        var running = loop.RunAsync(stop.Token);
        await Eventually.TrueAsync(() => loop.IsDown, "it rests");

        await stop.CancelAsync();

        await running.WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System);
        _starts.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_StartedInsideSomething_RunsOutsideOfIt()
    {
        var ambient = new AsyncLocal<string?> { Value = "request" };
        string? seen = "";
        var loop = new SupervisedLoop(
            "test",
            _ =>
            {
                seen = ambient.Value;
                return Task.CompletedTask;
            },
            new BackgroundWork(),
            _clock,
            NullLogger.Instance);

        await loop.RunAsync(default);

        seen.Should().BeNull();
    }

    [Fact]
    public void Next_ManyFailures_DoublesUpToItsLimit()
    {
        var backoff = new Backoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));
        for (var i = 0; i < 50; i++)
        {
            var full = Math.Min(5_000, 100 * Math.Pow(2, i));
            backoff.Next().TotalMilliseconds.Should().BeInRange(full / 2, full);
        }

        backoff.Reset();
        backoff.Next().TotalMilliseconds.Should().BeLessThanOrEqualTo(100);
    }

    private SupervisedLoop Loop(Func<int, bool> throws) => new(
        "test",
        async stopping =>
        {
            if (throws(Interlocked.Increment(ref _starts)))
            {
                throw new InvalidOperationException();
            }

            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, stopping);
        },
        new BackgroundWork(),
        _clock,
        NullLogger.Instance);

    private async Task PassAsync(Func<bool> condition)
    {
        for (var steps = 0; !condition() && steps < 1_000; steps++)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(50));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System);
        }

        condition().Should().BeTrue();
    }
}
