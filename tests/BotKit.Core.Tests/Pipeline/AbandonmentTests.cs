using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>Bots that do not stop when they are told to.</summary>
public class AbandonmentTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Grace = BotDefaults.TimeoutGrace;
    private readonly TaskCompletionSource<string> _end = new();

    [Fact]
    public async Task RunAsync_BotIgnoresItsTimeout_AnswersTheCallerAfterTheGrace()
    {
        await using var host = Host();

        var run = host.Start("go");
        await host.AdvanceAsync(Limit + Grace - TimeSpan.FromTicks(1));
        var before = run.IsCompleted;
        await host.AdvanceAsync(TimeSpan.FromTicks(1));
        var result = await run;
        _end.SetResult("late");

        before.Should().BeFalse();
        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(Limit + Grace);
        result.Attempts.Should().Be(1);
    }

    [Fact]
    public async Task State_WhileTheBotGoesOn_CountsItAsRunningAndAbandoned()
    {
        await using var host = Host();

        await AbandonAsync(host);
        var during = host.State;
        _end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);
        var afterwards = host.State;

        during.Running.Should().Be(1);
        during.Abandoned.Should().Be(1);
        afterwards.Running.Should().Be(0);
        afterwards.Abandoned.Should().Be(0);
    }

    [Fact]
    public async Task Permit_WhileTheBotGoesOn_IsHeld()
    {
        await using var host = Host(options => options.MaxConcurrency = 1);

        await AbandonAsync(host);
        var during = await host.RunAsync("go");
        _end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);
        var afterwards = await host.RunAsync("go");

        during.Error!.Code.Should().Be(BotErrorCodes.ConcurrencyLimited);
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task Scope_WhileTheBotGoesOn_IsHeld()
    {
        var scoped = new List<Scoped>();
        var script = new Script(Script.Deaf(_end.Task));
        await using var host = Hosts.Of(script, options => options.TotalTimeout = Limit, services: services => services
            .AddScoped<Scoped>()
            .AddTransient(provider =>
            {
                scoped.Add(provider.GetRequiredService<Scoped>());
                return new ScriptedBot(script);
            }));

        await AbandonAsync(host);
        var during = scoped[0].IsDisposed;
        _end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        during.Should().BeFalse();
        scoped[0].IsDisposed.Should().BeTrue();
    }

    [Fact]
    public async Task Ledger_AbandonedRun_HasItOnce()
    {
        await using var host = Host();

        var result = await AbandonAsync(host);
        _end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        host.Ledger.Runs.Should().ContainSingle().Which.Result.Should().BeSameAs(result);
    }

    [Fact]
    public async Task Circuit_AbandonedRun_CountsOnce()
    {
        await using var host = Host();

        await AbandonAsync(host);
        var during = host.State.ConsecutiveFailures;
        _end.SetException(Failures.Standard);
        await host.AdvanceAsync(TimeSpan.Zero);

        during.Should().Be(1);
        host.State.ConsecutiveFailures.Should().Be(1);
    }

    [Fact]
    public async Task Log_AbandonedRun_SaysSoAndHowItFailedAfterwards()
    {
        await using var host = Host();

        var result = await AbandonAsync(host);
        _end.SetException(Failures.Standard);
        await host.AdvanceAsync(TimeSpan.Zero);

        var abandoned = host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1006).Subject;
        abandoned.Values["ExecutionId"].Should().Be(result.ExecutionId);
        abandoned.Values["Grace"].Should().Be(Grace);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1007).Which.Exception.Should().BeOfType<BotException>();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Log_AbandonedRunEndsQuietly_SaysNoMore(bool canceled)
    {
        await using var host = Host();

        await AbandonAsync(host);
        if (canceled)
        {
            _end.SetCanceled(TestContext.Current.CancellationToken);
        }
        else
        {
            _end.SetResult("late");
        }

        await host.AdvanceAsync(TimeSpan.Zero);
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1007);
    }

    [Fact]
    public async Task RunAsync_BotIgnoresItsCallersCancellation_AnswersCanceledAfterTheGrace()
    {
        await using var host = Host();
        using var caller = new CancellationTokenSource();

        var run = host.Start("go", caller.Token);
        await caller.CancelAsync();
        await host.AdvanceAsync(Grace);
        var result = await run;
        _end.SetResult("late");

        result.Status.Should().Be(BotStatus.Canceled);
        result.Error!.Code.Should().Be(BotErrorCodes.CanceledByCaller);
        result.Duration.Should().Be(Grace);
    }

    [Fact]
    public async Task RunAsync_NoGrace_AnswersAtTheTimeout()
    {
        await using var host = Host(options => options.TimeoutGrace = TimeSpan.Zero);

        var run = host.Start("go");
        await host.AdvanceAsync(Limit);
        var result = await run;
        _end.SetResult("late");

        result.Duration.Should().Be(Limit);
        host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1006);
    }

    [Fact]
    public async Task RunAsync_AbandonedInOneAttempt_IsNotTriedAgain()
    {
        var script = new Script(Script.Deaf(_end.Task), Script.Return());
        await using var host = Hosts.Of(script, options => options.AttemptTimeout = Limit);

        var result = await AbandonAsync(host);
        _end.SetException(Failures.Transient);
        await host.AdvanceAsync(TimeSpan.FromMinutes(4));

        result.Status.Should().Be(BotStatus.TimedOut);
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_AbandonedInARetry_IsNotTriedAgain()
    {
        var script = new Script(Script.Throw(Failures.Transient), Script.Deaf(_end.Task), Script.Return());
        await using var host = Hosts.Of(script, options => options.AttemptTimeout = Limit);

        var run = host.Start("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));
        await run;
        _end.SetException(Failures.Transient);
        await host.AdvanceAsync(TimeSpan.FromMinutes(3));

        script.Calls.Should().Be(2);
    }

    [Fact]
    public async Task RunAsync_StopsWithinTheGrace_SetsNoTimerBehind()
    {
        await using var host = Host();

        var run = host.Start("go");
        await host.AdvanceAsync(Limit + TimeSpan.FromSeconds(1));
        _end.SetException(Failures.Standard);
        var result = await run;

        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(Limit + TimeSpan.FromSeconds(1));
        host.Clock.NextDue.Should().BeNull();
    }

    [Fact]
    public async Task RunAsync_GraceInOneAttempt_DoesNotShortenTheNext()
    {
        var script = new Script(Script.Deaf(_end.Task), Script.Hang());
        await using var host = Hosts.Of(script, options =>
        {
            options.AttemptTimeout = Limit;
            options.Retry.MaxRetries = 1;
            options.Retry.Delay = TimeSpan.Zero;
        });

        var run = host.Start("go");
        await host.AdvanceAsync(Limit + TimeSpan.FromSeconds(3));
        _end.SetException(Failures.Transient);
        await host.AdvanceAsync(Limit);
        var result = await run;

        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(Limit + TimeSpan.FromSeconds(3) + Limit);
        host.State.Abandoned.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_MiddlewareIgnoresTheCancellation_AnswersTheCallerAfterTheGrace()
    {
        await using var host = Hosts.Of(
            Script.Hang(),
            options => options.AttemptTimeout = Limit,
            bot => bot.Use(async (context, next, cancellationToken) =>
            {
                await next(context, cancellationToken);
                await _end.Task;
            }));
        using var caller = new CancellationTokenSource();

        var run = host.Start("go", caller.Token);
        await caller.CancelAsync();
        await host.AdvanceAsync(Grace);
        var result = await run;
        _end.SetResult("late");
        await host.AdvanceAsync(TimeSpan.Zero);

        result.Status.Should().Be(BotStatus.Canceled);
        host.State.Abandoned.Should().Be(0);
    }

    private BotTestHost<ScriptedBot> Host(Action<BotOptions>? configure = null)
        => Hosts.Of(Script.Deaf(_end.Task), options =>
        {
            options.TotalTimeout = Limit;
            configure?.Invoke(options);
        });

    private static async Task<BotResult<string>> AbandonAsync(BotTestHost<ScriptedBot> host)
    {
        var run = host.Start("go");
        await host.AdvanceAsync(Limit + Grace);
        return await run;
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
