using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Testing.Tests;

public sealed class BotTestHostTests : IAsyncDisposable
{
    private static readonly DateTimeOffset Start = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly BotFailure Paused = new(BotSeverity.Critical, "disk_lost", IsTransient: false, "The disk is lost.");

    private readonly BotTestHost<CountBot> _host = BotTestHost.For<CountBot>(bot => bot
        .Validate<CountInputValidator>()
        .Configure(options =>
        {
            options.Retry.Delay = TimeSpan.FromSeconds(10);
            options.Retry.UseJitter = false;
            options.Circuit.FailureThreshold = 2;
        }));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void Name_ByDefault_IsTheClassesInKebabCase() => _host.Name.Should().Be("count");

    [Fact]
    public async Task RunAsync_RetriesWait_TimePassesByItself()
    {
        var result = await _host.RunAsync(new CountInput(Failures: 2));

        result.Data.Should().Be(new CountResult(3, Start + TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task RunAsync_Hangs_TheTimeoutPassesByItself()
    {
        var result = await _host.RunAsync(new CountInput(0, Hangs: true));

        result.Status.Should().Be(BotStatus.TimedOut);
        _host.Clock.GetUtcNow().Should().Be(Start + BotDefaults.TotalTimeout);
    }

    [Fact]
    public async Task Start_UntilAdvanced_TheClockStandsStill()
    {
        var run = _host.Start(new CountInput(Failures: 1));

        await _host.AdvanceAsync(TimeSpan.FromSeconds(9));
        run.IsCompleted.Should().BeFalse();
        await _host.AdvanceAsync(TimeSpan.FromSeconds(1));

        (await run).Data!.At.Should().Be(Start + TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task AdvanceAsync_OpenCircuit_LetsTheProbePass()
    {
        await _host.RunAsync(new CountInput(Failures: 9));
        await _host.RunAsync(new CountInput(Failures: 9));

        (await _host.RunAsync(new CountInput(0))).Error!.Code.Should().Be(BotErrorCodes.CircuitOpen);
        await _host.AdvanceAsync(BotDefaults.OpenDuration);

        (await _host.RunAsync(new CountInput(0))).Success.Should().BeTrue();
        _host.State.Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task AdvanceAsync_PauseAfterACriticalError_Ends()
    {
        await _host.RunAsync(new CountInput(0, IsCritical: true));

        (await _host.RunAsync(new CountInput(0))).Error!.Code.Should().Be(BotErrorCodes.Paused);
        await _host.AdvanceAsync(BotDefaults.CriticalPause);

        (await _host.RunAsync(new CountInput(0))).Success.Should().BeTrue();
    }

    [Fact]
    public async Task Alerts_OfCriticalErrors_AreSentOncePerWindow()
    {
        for (var i = 0; i < 3; i++)
        {
            await _host.RunAsync(new CountInput(0, IsCritical: true));
            await _host.AdvanceAsync(BotDefaults.CriticalPause);
        }

        await _host.AdvanceAsync(BotDefaults.OpenDuration);
        await _host.RunAsync(new CountInput(0, IsCritical: true));
        await _host.AdvanceAsync(TimeSpan.Zero);

        _host.Alerts.Select(alert => (alert.Code, alert.Message)).Should().StartWith((Paused.Code, Paused.SafeMessage));
        _host.Alerts.Should().HaveCount(2);
    }

    [Fact]
    public async Task RunJsonAsync_UnknownMember_IsInvalid()
    {
        var result = await _host.RunJsonAsync("""{"failures":0,"more":1}""");

        result.Status.Should().Be(BotStatus.Invalid);
        result.Error!.Details.Should().ContainSingle().Which.Path.Should().Be("$.more");
    }

    [Fact]
    public async Task Ledger_HoldsRunsAndRefusalsInOrder()
    {
        await _host.RunAsync(new CountInput(0));
        await _host.RunAsync(new CountInput(-1));
        await _host.Manager.PauseAsync("count", "lunch", "ada");
        await _host.RunAsync(new CountInput(0));

        _host.Ledger.Runs.Select(run => run.Result.Status).Should().Equal(BotStatus.Succeeded, BotStatus.Invalid);
        _host.Ledger.Refusals.Select(refusal => refusal.Code).Should().Equal(BotErrorCodes.Paused);
    }

    [Fact]
    public async Task Logs_NameTheRunTheyBelongTo()
    {
        var result = await _host.RunAsync(new CountInput(Failures: 1));

        _host.Logs.Where(entry => entry.ExecutionId == result.ExecutionId).Select(entry => entry.EventId.Id).Should().Contain(1005);
    }

    [Fact]
    public Task AdvanceAsync_Backwards_IsRefused()
        => FluentActions.Awaiting(() => _host.AdvanceAsync(TimeSpan.FromTicks(-1))).Should().ThrowAsync<ArgumentOutOfRangeException>();

    [Fact]
    public void CreateContext_ForMiddlewareTests_HoldsInputAndOptions()
    {
        var input = new CountInput(0);

        var context = _host.CreateContext(input, new BotRunOptions { DryRun = true }, BotTrigger.Http);

        context.Input.Should().BeSameAs(input);
        context.IsDryRun.Should().BeTrue();
        context.Trigger.Should().Be(BotTrigger.Http);
        context.Bot.Should().Be("count");
    }

    [Fact]
    public void Fail_OfAContext_ClassifiesAsTheBotWould()
    {
        var context = _host.CreateContext(new CountInput(0));

        context.Fail(new TimeoutException());

        context.Failure!.Code.Should().Be(BotErrorCodes.Timeout);
    }

    [Fact]
    public void For_MissingRegistration_SaysSoAtOnce()
        => FluentActions.Invoking(() => BotTestHost.For<NeedyBot>()).Should().Throw<AggregateException>().WithMessage($"*{nameof(IMissing)}*");

    [Fact]
    public async Task Create_SeveralBots_RunsThemByName()
    {
        await using var host = BotTestHost.Create(bots =>
        {
            bots.AddBot<CountBot>("one");
            bots.AddBot<CountBot>("two");
        });

        var result = await host.Manager.RunAsync(new BotRequest("two", new CountInput(0)), TestContext.Current.CancellationToken);

        result.Bot.Should().Be("two");
        host.Manager.Bots.Select(bot => bot.Name).Should().Equal("one", "two");
    }

    public interface IMissing;

#pragma warning disable CS9113 // Never read: the bot is never made.
    public sealed class NeedyBot(IMissing missing) : BaseBot<Nothing, Nothing>
#pragma warning restore CS9113
    {
        protected override ValueTask<Nothing> ExecuteAsync(Nothing input, BotContext context, CancellationToken cancellationToken) => new(input);
    }
}
