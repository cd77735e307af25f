using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using BotKit.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

public class GateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task RunAsync_Disabled_IsRefusedForGood()
    {
        var script = Script.Returning();
        await using var host = Hosts.Of(script, options => options.Enabled = false);

        var result = await host.RunAsync("go");

        result.Should().BeEquivalentTo(new { Status = BotStatus.Rejected, Attempts = 0 });
        result.Error.Should().Be(new BotError(
            BotErrorCodes.Disabled, "The bot is disabled.", BotSeverity.Warning, host.Clock.GetUtcNow()));
        script.Calls.Should().Be(0);
    }

    [Fact]
    public async Task RunAsync_Paused_IsRefusedUntilItIsResumed()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann");

        var during = await host.RunAsync("go");
        await host.Manager.ResumeAsync(Hosts.Bot);
        var afterwards = await host.RunAsync("go");

        during.Error!.Code.Should().Be(BotErrorCodes.Paused);
        during.Error.RetryAfter.Should().BeNull();
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_PausedForATime_SaysHowLong()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann", TimeSpan.FromMinutes(10));
        await host.AdvanceAsync(TimeSpan.FromMinutes(4));

        var during = await host.RunAsync("go");
        await host.AdvanceAsync(TimeSpan.FromMinutes(6));
        var afterwards = await host.RunAsync("go");

        during.Error!.RetryAfter.Should().Be(TimeSpan.FromMinutes(6));
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_Isolated_IsRefusedUntilReset()
    {
        await using var host = Hosts.Of(Script.Return());
        await host.Manager.IsolateAsync(Hosts.Bot);

        var during = await host.RunAsync("go");
        await host.Manager.ResetAsync(Hosts.Bot);
        var afterwards = await host.RunAsync("go");

        during.Error!.Code.Should().Be(BotErrorCodes.Isolated);
        during.Error.RetryAfter.Should().BeNull();
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_RateUsedUp_SaysHowLong()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.RateLimit = PerMinute(2));

        var results = await host.RunManyAsync(3);
        await host.AdvanceAsync(Minute);
        var afterwards = await host.RunAsync("go");

        results.Select(result => result.Success).Should().Equal(true, true, false);
        results[2].Error!.Code.Should().Be(BotErrorCodes.RateLimited);
        results[2].Error!.RetryAfter.Should().Be(Minute);
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_ConcurrencyUsedUp_IsRefusedAtOnce()
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task), options => options.MaxConcurrency = 2);
        var running = new[] { host.Start("a"), host.Start("b") };

        var third = await host.RunAsync("c");
        var during = host.State.Running;
        end.SetResult("done");
        await Task.WhenAll(running);
        var afterwards = await host.RunAsync("d");

        third.Error!.Code.Should().Be(BotErrorCodes.ConcurrencyLimited);
        third.Error.RetryAfter.Should().Be(TimeSpan.FromSeconds(1));
        during.Should().Be(2);
        afterwards.Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_ManyRefused_EachHasItsOwnId()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);

        var results = await host.RunManyAsync(50);

        results.Select(result => result.ExecutionId).Should().OnlyHaveUniqueItems();
    }

    /// <summary>Everything is wrong at once; each thing mended uncovers the next.</summary>
    [Fact]
    public async Task RunAsync_EverythingRefuses_TellsTheOutermost()
    {
        var blocked = new TaskCompletionSource<string>();
        var script = new Script(Script.Deaf(blocked.Task));
        await using var host = Hosts.Of(
            script,
            options =>
            {
                options.MaxConcurrency = 1;
                options.RateLimit = PerMinute(1);
            },
            bot => bot.Validate<Refusing>());
        var codes = new List<string>();
        async Task AskAsync() => codes.Add((await host.RunAsync("wrong")).Error!.Code);

        var occupying = host.Start("right");
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");
        await host.Manager.IsolateAsync(Hosts.Bot);
        await AskAsync();
        await host.Manager.ResumeAsync(Hosts.Bot);
        await AskAsync();
        await host.Manager.ResetAsync(Hosts.Bot);
        await AskAsync();
        await host.AdvanceAsync(Minute);
        await AskAsync();
        blocked.SetResult("done");
        await occupying;
        await host.AdvanceAsync(Minute);
        await AskAsync();

        codes.Should().Equal(
            BotErrorCodes.Paused, BotErrorCodes.Isolated, BotErrorCodes.RateLimited, BotErrorCodes.ConcurrencyLimited, BotErrorCodes.InvalidInput);
    }

    [Fact]
    public async Task RunAsync_DisabledAndPaused_IsDisabled()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.Enabled = false);
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        (await host.RunAsync("go")).Error!.Code.Should().Be(BotErrorCodes.Disabled);
    }

    [Fact]
    public async Task RunAsync_PausedAndOpen_IsPaused()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        await host.RunManyAsync(5);
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        (await host.RunAsync("go")).Error!.Code.Should().Be(BotErrorCodes.Paused);
    }

    [Fact]
    public async Task RunAsync_OpenCircuit_TakesNoPermitOfTheRate()
    {
        var script = new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Return()]);
        await using var host = Hosts.Of(script, options => options.RateLimit = PerMinute(6));
        await host.RunManyAsync(30);
        await host.Manager.ResetAsync(Hosts.Bot);

        (await host.RunAsync("go")).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_InvalidInput_GivesItsPlaceBack()
    {
        await using var host = Hosts.Of(Script.Return(), options => options.MaxConcurrency = 1, bot => bot.Validate<Refusing>());

        await host.RunAsync("wrong");

        (await host.RunAsync("right")).Success.Should().BeTrue();
    }

    private static BotRateLimitOptions PerMinute(int permits) => new() { Kind = BotRateLimitKind.FixedWindow, Permits = permits, Window = Minute };

    private sealed class Refusing : IBotValidator<string>
    {
        public ValueTask<IReadOnlyList<BotFieldError>> ValidateAsync(string input, CancellationToken cancellationToken)
            => new(input == "wrong" ? [new BotFieldError("$", "It is wrong.", "wrong")] : []);
    }
}
