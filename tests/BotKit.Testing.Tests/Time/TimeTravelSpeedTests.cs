using System.Diagnostics;

namespace BotKit.Testing.Tests.Time;

/// <summary>In real time, and alone: what other tests do on the thread pool would count.</summary>
[Collection(nameof(TimeTravelSpeedTests))]
[CollectionDefinition(nameof(TimeTravelSpeedTests), DisableParallelization = true)]
public sealed class TimeTravelSpeedTests
{
    [Fact]
    public async Task AdvanceAsync_SomebodyKeepsAThreadOfThePool_IsFastAllTheSame()
    {
        var clock = new BotTestClock();
        var time = new TimeTravel(clock, new RunFlow());
        using var end = new ManualResetEventSlim();
        var keeper = Task.Run(end.Wait);
        var fired = 0;
        using var timer = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        var watch = Stopwatch.StartNew();

        await time.AdvanceAsync(TimeSpan.FromSeconds(1_000));

        end.Set();
        await keeper;
        fired.Should().Be(1_000);
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(7), "a wait of 10 ms at each timer takes 10 s");
    }
}
