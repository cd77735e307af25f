using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Which ends of a run count for its circuit.</summary>
public class CircuitCountTests
{
    [Fact]
    public async Task RunAsync_FailsAfterItsRetries_CountsOnce()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Transient));

        await host.RunManyAsync(4);

        host.State.ConsecutiveFailures.Should().Be(4);
        host.State.Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task RunAsync_SucceedsAfterARetry_Resets()
    {
        var script = new Script(Script.Throw(Failures.Standard), Script.Throw(Failures.Transient), Script.Return());
        await using var host = Hosts.Of(script);

        await host.RunManyAsync(2);

        host.State.ConsecutiveFailures.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_TimesOut_Counts()
    {
        await using var host = Hosts.Of(Script.Hang(), options => options.TotalTimeout = TimeSpan.FromSeconds(1));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await run;

        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_FailsCritically_Counts()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical), options => options.CriticalPause = TimeSpan.Zero);

        await host.RunAsync("go");

        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_FailsOnData_NeitherCountsNorResets()
    {
        var script = new Script(Script.Throw(Failures.Standard), Script.Throw(Failures.Warning));
        await using var host = Hosts.Of(script);

        await host.RunManyAsync(10);

        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_Canceled_NeitherCountsNorResets()
    {
        var script = new Script(Script.Throw(Failures.Standard), Script.Hang());
        await using var host = Hosts.Of(script);
        await host.RunAsync("go");
        using var caller = new CancellationTokenSource();

        var run = host.Start("go", caller.Token);
        await caller.CancelAsync();
        await run;

        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_CircuitTurnedOff_AlwaysCallsTheBot()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script, options => options.Circuit.Enabled = false);

        await host.RunManyAsync(20);

        script.Calls.Should().Be(20);
    }
}
