using BotKit.Core.Tests.Scripted;
using BotKit.State;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Execution;

/// <summary>Which of two pauses holds, and how long a probe may decide alone.</summary>
public class PauseLengthTests
{
    [Theory]
    [InlineData(1, "botkit")]
    [InlineData(5, "ann")]
    [InlineData(60, "ann")]
    public async Task CriticalPause_WhilePausedByHand_HoldsOnlyIfItLastsLonger(int minutes, string by)
    {
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(Script.Deaf(end.Task), options => options.CriticalPause = TimeSpan.FromMinutes(5));
        var run = host.Start("go");
        await host.Manager.PauseAsync(Hosts.Bot, "maintenance", "ann", TimeSpan.FromMinutes(minutes));

        end.SetException(Failures.Critical);
        await run;

        host.State.Pause!.By.Should().Be(by);
    }

    [Fact]
    public async Task CriticalPause_OfNoLength_PausesNothing()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Critical), options => options.CriticalPause = TimeSpan.Zero);

        await host.RunAsync("go");

        host.State.Pause.Should().BeNull();
        host.Logs.Should().NotContain(entry => entry.EventId.Id == 1013);
    }

    [Theory]
    [InlineData(120, 10, 130)]
    [InlineData(null, 10, 3610)]
    public async Task Probe_Won_IsHeldAsLongAsItsRunMayTake(int? timeout, int grace, int lease)
    {
        var store = new FlakyStateStore();
        var end = new TaskCompletionSource<string>();
        await using var host = Hosts.Of(
            new Script([.. Enumerable.Repeat(Script.Throw(Failures.Standard), 5), Script.Deaf(end.Task)]),
            options =>
            {
                options.TotalTimeout = timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
                options.TimeoutGrace = TimeSpan.FromSeconds(grace);
            },
            services: services => services.AddSingleton<IBotStateStore>(store));
        await host.RunManyAsync(5);
        await host.AdvanceAsync(TimeSpan.FromMinutes(1));

        var probe = host.Start("go");
        var stored = await store.ReadAsync(Hosts.Bot, TestContext.Current.CancellationToken);
        end.SetResult("fine");
        await probe;

        stored.Probe!.Until.Should().Be(host.Clock.GetUtcNow() + TimeSpan.FromSeconds(lease));
    }
}
