using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing.Tests;

/// <summary>How time passes in a host, by itself and by hand.</summary>
public class HostTimeTests
{
    [Fact]
    public async Task RunAsync_ByItsClass_HasTheBotsOwnTypes()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        BotResult<WaitResult> result = await host.RunAsync(new WaitInput(0));

        result.Success.Should().BeTrue();
        result.Bot.Should().Be("waiting");
        host.Name.Should().Be("waiting");
    }

    [Fact]
    public async Task RunAsync_Delay_PassesByItself()
    {
        await using var host = BotTestHost.For<WaitingBot>(bot => bot.Configure(options => options.TotalTimeout = null));

        var result = await host.RunAsync(new WaitInput(Seconds: 86_400));

        result.Data!.Waited.Should().Be(TimeSpan.FromDays(1));
        result.Duration.Should().Be(TimeSpan.FromDays(1));
    }

    [Fact]
    public async Task RunAsync_Retries_PassByThemselves()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        var result = await host.RunAsync(new WaitInput(1, Failures: 2));

        result.Data!.Attempt.Should().Be(3);
        result.Duration.Should().Be(TimeSpan.FromSeconds(61));
    }

    [Fact]
    public async Task RunAsync_Timeout_PassesOncePatienceIsOver()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        host.Patience = TimeSpan.FromMilliseconds(20);

        var result = await host.RunAsync(new WaitInput(-1));

        result.Status.Should().Be(BotStatus.TimedOut);
        result.Duration.Should().Be(TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task RunAsync_WorkInRealTime_IsNotTimedOut()
    {
        await using var host = BotTestHost.For<RealTimeBot>(bot => bot.Configure(options => options.TotalTimeout = TimeSpan.FromMilliseconds(1)));

        var result = await host.RunAsync("go");

        result.Success.Should().BeTrue();
        result.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task Start_LeavesTheClockAlone()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        var run = host.Start(new WaitInput(60));
        await host.AdvanceAsync(TimeSpan.FromSeconds(59));
        var before = (run.IsCompleted, host.State.Running);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        before.Should().Be((false, 1));
        (await run).Success.Should().BeTrue();
    }

    [Fact]
    public async Task AdvanceAsync_StopsAtEachTimerOnTheWay()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        var runs = new[] { host.Start(new WaitInput(1, Failures: 2)), host.Start(new WaitInput(90)), host.Start(new WaitInput(5, Failures: 1)) };

        await host.AdvanceAsync(TimeSpan.FromHours(1));
        var results = await Task.WhenAll(runs);

        results.Select(result => result.Duration.TotalSeconds).Should().Equal(61, 90, 35);
        host.Clock.GetUtcNow().Should().Be(host.Clock.Start.AddHours(1));
    }

    [Fact]
    public async Task AdvanceAsync_MovesPauseAndCircuit()
    {
        await using var host = BotTestHost.For<WaitingBot>(bot => bot.Configure(options => options.Retry.MaxRetries = 0));
        for (var i = 0; i < 5; i++)
        {
            await host.RunAsync(new WaitInput(0, Failures: 9));
        }

        await host.Manager.PauseAsync("waiting", "lunch", "ann", TimeSpan.FromMinutes(30));
        var before = host.State;
        await host.AdvanceAsync(TimeSpan.FromMinutes(30));

        before.Circuit.Should().Be(CircuitPosition.Open);
        host.State.Circuit.Should().Be(CircuitPosition.HalfOpen);
        host.State.Pause.Should().BeNull();
        (await host.RunAsync(new WaitInput(0))).Success.Should().BeTrue();
    }

    [Fact]
    public async Task UntilAsync_AnyTask_LetsTimePass()
    {
        await using var host = BotTestHost.For<WaitingBot>();
        var bot = host.Bot();

        var number = await host.UntilAsync(TwiceAsync());

        number.Should().Be(2);
        host.Clock.GetUtcNow().Should().Be(host.Clock.Start.AddSeconds(20));

        async Task<int> TwiceAsync()
        {
            await bot.RunAsync(new WaitInput(10));
            await bot.RunAsync(new WaitInput(10));
            return 2;
        }
    }

    [Fact]
    public async Task UntilAsync_TaskFails_PassesTheExceptionOn()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        await host.Invoking(it => it.UntilAsync(Task.FromException(new FormatException()))).Should().ThrowAsync<FormatException>();
        await host.Invoking(it => it.UntilAsync(null!)).Should().ThrowAsync<ArgumentNullException>();
    }

    [Fact]
    public async Task RunJsonAsync_BindsTheText()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        var good = await host.RunJsonAsync("""{"seconds":2}""");
        var bad = await host.RunJsonAsync("""{"second":2}""");

        good.Data!.Waited.Should().Be(TimeSpan.FromSeconds(2));
        bad.Status.Should().Be(BotStatus.Invalid);
    }

    [Fact]
    public async Task RunAsync_Options_AreTakenAlong()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        await host.RunAsync(new WaitInput(0), new BotRunOptions { Caller = "ann" });

        host.Ledger.Runs.Should().ContainSingle().Which.Origin!.Caller.Should().Be("ann");
    }

    [Fact]
    public async Task RunAsync_Cancellation_IsTakenAlong()
    {
        await using var host = BotTestHost.For<WaitingBot>();

        (await host.RunAsync(new WaitInput(0), new CancellationToken(true))).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task DisposeAsync_BackgroundWorkWaits_LetsTimePass()
    {
        var part = new SlowPart();
        var host = BotTestHost.For<WaitingBot>(services: services => services.AddSingleton<IBotLifecycle>(provider =>
        {
            part.Clock = provider.GetRequiredService<TimeProvider>();
            return part;
        }));
        await host.RunAsync(new WaitInput(0));

        await host.DisposeAsync();

        part.IsDrained.Should().BeTrue();
    }

    private sealed class RealTimeBot : BaseBot<string, string>
    {
        protected override async ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(60), TimeProvider.System, cancellationToken);
            return "done";
        }
    }

    private sealed class SlowPart : IBotLifecycle
    {
        public TimeProvider Clock { get; set; } = TimeProvider.System;

        public bool IsDrained { get; private set; }

        public ValueTask StartAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        public async ValueTask DrainAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromHours(1), Clock, cancellationToken);
            IsDrained = true;
        }
    }
}
