using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class RetryTests
{
    [Fact]
    public async Task RunAsync_TransientFailure_IsRetriedTwice()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Hosts.Of(script);

        var result = await host.RunAsync("go");

        script.Calls.Should().Be(3);
        result.Attempts.Should().Be(3);
        result.Status.Should().Be(BotStatus.Failed);
        result.Error!.Code.Should().Be("busy");
    }

    [Fact]
    public async Task RunAsync_RetrySucceeds_SucceedsWithoutAnError()
    {
        var script = new Script(Script.Throw(Failures.Transient), Script.Return("second"));
        await using var host = Hosts.Of(script);

        var result = await host.RunAsync("go");

        result.Data.Should().Be("second");
        result.Attempts.Should().Be(2);
        result.Error.Should().BeNull();
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1003);
    }

    [Fact]
    public async Task RunAsync_LastingFailure_IsNotRetried()
    {
        var script = Script.Throwing(Failures.Standard);
        await using var host = Hosts.Of(script);

        var result = await host.RunAsync("go");

        script.Calls.Should().Be(1);
        result.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task RunAsync_LastingFailureInARetry_EndsTheRetries()
    {
        var script = new Script(Script.Throw(Failures.Transient), Script.Throw(Failures.Standard), Script.Return());
        await using var host = Hosts.Of(script);

        var result = await host.RunAsync("go");

        script.Calls.Should().Be(2);
        result.Error!.Code.Should().Be("broken");
    }

    [Fact]
    public async Task RunAsync_NotRepeatable_IsNotRetried()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Hosts.Of(script, options => options.Repeatable = false);

        await host.RunAsync("go");

        script.Calls.Should().Be(1);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(5, 6)]
    public async Task RunAsync_MaxRetries_IsTheNumberAfterTheFirstAttempt(int retries, int calls)
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Hosts.Of(script, options => options.Retry.MaxRetries = retries);

        await host.RunAsync("go");

        script.Calls.Should().Be(calls);
    }

    [Fact]
    public async Task Context_InRetries_CountsAttemptsFromOne()
    {
        var attempts = new List<int>();
        await using var host = Hosts.Of((_, context, _) =>
        {
            attempts.Add(context.Attempt);
            throw Failures.Transient;
        });

        await host.RunAsync("go");

        attempts.Should().Equal(1, 2, 3);
    }

    [Fact]
    public async Task Scope_OfTheFirstAttempt_IsTheRunsOwn()
    {
        var seen = new List<Scoped>();
        await using var host = ScopedHost(seen, Script.Return(), watchMiddleware: true);

        await host.RunAsync("go");

        seen.Should().HaveCount(2);
        seen[1].Should().BeSameAs(seen[0]);
    }

    [Fact]
    public async Task Scope_OfEveryRetry_IsFreshAndEndsWithIt()
    {
        var seen = new List<Scoped>();
        var disposedBefore = new List<bool>();
        await using var host = ScopedHost(seen, (_, _, _) =>
        {
            disposedBefore.Add(seen.Count > 2 && seen[^2].IsDisposed);
            throw Failures.Transient;
        });

        await host.RunAsync("go");

        seen.Distinct().Should().HaveCount(3);
        disposedBefore.Should().Equal(false, false, true);
        seen.Should().OnlyContain(scoped => scoped.IsDisposed);
    }

    [Fact]
    public async Task Scope_OfTheRun_EndsBeforeTheCallerIsAnswered()
    {
        var seen = new List<Scoped>();
        await using var host = ScopedHost(seen, Script.Return());

        await host.RunAsync("go");

        seen.Should().ContainSingle().Which.IsDisposed.Should().BeTrue();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Scope_TakesTimeToEnd_IsWaitedFor(bool fails)
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(
            script,
            services: services => services.AddScoped(provider => new Slow(provider.GetRequiredService<TimeProvider>(), fails)).AddTransient(provider =>
            {
                provider.GetRequiredService<Slow>();
                return new ScriptedBot(script);
            }));

        var run = host.Start("go");
        var before = run.IsCompleted;
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var result = await run;

        before.Should().BeFalse();
        result.Success.Should().BeTrue();
        host.State.Running.Should().Be(0);
        host.Logs.Count(entry => entry.EventId.Id == 1008).Should().Be(fails ? 1 : 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Scope_CannotBeDisposed_DoesNotFailTheRun(int attempts)
    {
        var script = attempts == 1 ? Script.Returning() : new Script(Script.Throw(Failures.Transient), Script.Return());
        await using var host = Hosts.Of(
            script,
            bot: bot => bot.Use((context, next, cancellationToken) => next(context, cancellationToken)),
            services: services => services.AddScoped<Undisposable>().AddTransient(provider =>
            {
                provider.GetRequiredService<Undisposable>();
                return new ScriptedBot(script);
            }));

        var result = await host.RunAsync("go");

        result.Success.Should().BeTrue();
        host.Logs.Count(entry => entry.EventId.Id == 1008).Should().Be(attempts);
    }

    [Fact]
    public async Task Log_Retry_SaysWhichAttemptWhyAndHowLong()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Transient), options =>
        {
            options.Retry.MaxRetries = 1;
            options.Retry.UseJitter = false;
        });

        var result = await host.RunAsync("go");

        var values = host.Logs.Should().ContainSingle(entry => entry.EventId.Id == 1005).Which.Values;
        values["ExecutionId"].Should().Be(result.ExecutionId);
        values["Bot"].Should().Be(Hosts.Bot);
        values["Attempt"].Should().Be(1);
        values["Code"].Should().Be("busy");
        values["Milliseconds"].Should().Be(200d);
    }

    [Fact]
    public async Task RunAsync_CallerCancelsDuringTheDelay_IsCanceledAtOnce()
    {
        var script = Script.Throwing(Failures.Transient);
        await using var host = Hosts.Of(script);
        using var caller = new CancellationTokenSource();
        var run = host.Start("go", caller.Token);

        await caller.CancelAsync();
        var result = await run;

        result.Status.Should().Be(BotStatus.Canceled);
        result.Attempts.Should().Be(1);
        script.Calls.Should().Be(1);
    }

    [Fact]
    public async Task RunAsync_TotalTimeoutDuringTheDelay_TimesOut()
    {
        var script = Script.Throwing(Failures.TransientAfter(TimeSpan.FromSeconds(10)));
        await using var host = Hosts.Of(script, options => options.TotalTimeout = TimeSpan.FromSeconds(4));
        var run = host.Start("go");

        await host.AdvanceAsync(TimeSpan.FromSeconds(4));
        var result = await run;

        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(TimeSpan.FromSeconds(4));
        script.Calls.Should().Be(1);
    }

    private static BotTestHost<ScriptedBot> ScopedHost(List<Scoped> seen, Script.Step step, bool watchMiddleware = false)
    {
        var script = new Script(step);
        return Hosts.Of(
            script,
            bot: bot => bot.Use((context, next, cancellationToken) =>
            {
                if (watchMiddleware)
                {
                    seen.Add(context.Services.GetRequiredService<Scoped>());
                }

                return next(context, cancellationToken);
            }),
            services: services => services.AddScoped<Scoped>().AddTransient(provider =>
            {
                seen.Add(provider.GetRequiredService<Scoped>());
                return new ScriptedBot(script);
            }));
    }

    private sealed class Scoped : IDisposable
    {
        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }

    private sealed class Undisposable : IDisposable
    {
        public void Dispose() => throw new InvalidOperationException();
    }

    private sealed class Slow(TimeProvider clock, bool fails) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Task.Delay(TimeSpan.FromSeconds(1), clock);
            if (fails)
            {
                throw new InvalidOperationException();
            }
        }
    }
}
