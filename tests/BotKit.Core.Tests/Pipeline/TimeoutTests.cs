using BotKit.Core.Tests.Scripted;
using BotKit.Testing;

namespace BotKit.Core.Tests.Pipeline;

public class TimeoutTests
{
    [Fact]
    public async Task RunAsync_BotHangs_TimesOutAfterFiveMinutes()
    {
        var script = new Script(Script.Hang());
        await using var host = Hosts.Of(script);

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(5) - TimeSpan.FromTicks(1));
        var before = run.IsCompleted;
        await host.AdvanceAsync(TimeSpan.FromTicks(1));
        var result = await run;

        before.Should().BeFalse();
        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(TimeSpan.FromMinutes(5));
        result.Error!.Code.Should().Be(BotErrorCodes.Timeout);
        result.Error.Severity.Should().Be(BotSeverity.Standard);
    }

    [Fact]
    public async Task RunAsync_TotalTimeout_IsNeverRetried()
    {
        var script = new Script(Script.Hang());
        await using var host = Hosts.Of(script, options => options.TotalTimeout = TimeSpan.FromSeconds(2));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(10));
        var result = await run;

        script.Calls.Should().Be(1);
        result.Attempts.Should().Be(1);
        result.Duration.Should().Be(TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task RunAsync_AttemptTimeout_IsRetried()
    {
        var script = new Script(Script.Hang(), Script.Return("second"));
        await using var host = Hosts.Of(script, options => options.AttemptTimeout = TimeSpan.FromSeconds(2));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var result = await run;

        result.Data.Should().Be("second");
        result.Attempts.Should().Be(2);
    }

    [Fact]
    public async Task RunAsync_EveryAttemptTimesOut_TimesOut()
    {
        await using var host = Hosts.Of(Script.Hang(), options =>
        {
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
            options.Retry.MaxRetries = 1;
            options.Retry.UseJitter = false;
        });

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var result = await run;

        result.Status.Should().Be(BotStatus.TimedOut);
        result.Attempts.Should().Be(2);
        result.Duration.Should().Be(TimeSpan.FromMilliseconds(4200));
    }

    [Fact]
    public async Task RunAsync_TotalTimeoutInsideAnAttempt_WinsOverALongerAttemptTimeout()
    {
        var script = new Script(Script.Hang());
        await using var host = Hosts.Of(script, options =>
        {
            options.TotalTimeout = TimeSpan.FromSeconds(3);
            options.AttemptTimeout = TimeSpan.FromSeconds(2);
            options.Retry.Delay = TimeSpan.Zero;
        });

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        var result = await run;

        script.Calls.Should().Be(2);
        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task RunAsync_WithoutTimeouts_SetsNoTimer()
    {
        await using var host = Hosts.Of(Script.Hang(), options => options.TotalTimeout = null);
        using var caller = new CancellationTokenSource();

        var run = host.Start("go", caller.Token);
        var due = host.Clock.NextDue;
        await caller.CancelAsync();
        await host.AdvanceAsync(TimeSpan.FromSeconds(5));
        await run;

        due.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_EndsInTime_LeavesNoTimer()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.AttemptTimeout = TimeSpan.FromSeconds(1));

        await host.RunAsync("go");

        host.Clock.NextDue.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_BotThrowsSomethingElseOnceTimedOut_TimesOut()
    {
        await using var host = Hosts.Of(
            async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                throw Failures.Warning;
            },
            options => options.TotalTimeout = TimeSpan.FromSeconds(1));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await run).Error!.Code.Should().Be(BotErrorCodes.Timeout);
    }

    [Fact]
    public async Task RunAsync_BotStillSucceedsInItsGrace_Succeeds()
    {
        await using var host = Hosts.Of(
            async (_, _, cancellationToken) =>
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return "just";
            },
            options => options.TotalTimeout = TimeSpan.FromSeconds(1));

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var result = await run;

        result.Data.Should().Be("just");
        host.State.Abandoned.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_BotsOwnTimeoutException_IsItsFailure()
    {
        await using var host = Hosts.Of(Script.Throw(new TimeoutException()), options => options.Retry.MaxRetries = 0);

        var result = await host.RunAsync("go");

        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be(BotErrorCodes.Timeout);
    }
}
