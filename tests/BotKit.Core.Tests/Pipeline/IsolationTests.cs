using BotKit.Core.Tests.Scripted;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.Core.Tests.Pipeline;

/// <summary>A bot that misbehaves does not delay another one.</summary>
public class IsolationTests
{
    private const string Good = "good";
    private readonly TaskCompletionSource<string> _end = new();

    [Fact]
    public async Task RunAsync_OtherBotThrows_GoesOn()
    {
        await using var host = Pair(Script.Throw(new InvalidOperationException()));
        await host.RunManyAsync(20);

        (await GoodAsync(host)).Success.Should().BeTrue();
        host.Manager.GetState(Good).Circuit.Should().Be(CircuitPosition.Closed);
    }

    [Fact]
    public async Task RunAsync_OtherBotIsCritical_GoesOn()
    {
        await using var host = Pair(Script.Throw(Failures.Critical));
        await host.RunManyAsync(3);

        (await GoodAsync(host)).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_OtherBotHangsAtItsLimit_TakesNoTime()
    {
        await using var host = Pair(Script.Deaf(_end.Task), options => options.MaxConcurrency = 10);
        var hanging = Enumerable.Range(0, 30).Select(_ => host.Start("go")).ToArray();

        var result = await GoodAsync(host);
        _end.SetResult("late");
        await Task.WhenAll(hanging);

        result.Success.Should().BeTrue();
        result.Duration.Should().Be(TimeSpan.Zero);
    }

    [Fact]
    public async Task RunAsync_OtherBotBlocksItsThread_IsAnsweredMeanwhile()
    {
        using var blocked = new ManualResetEventSlim();
        await using var host = Pair((_, _, _) =>
        {
            blocked.Wait(TestContext.Current.CancellationToken);
            return new("done");
        });
        var blocking = Task.Factory.StartNew(
            () => host.Bot().RunAsync("go").AsTask().GetAwaiter().GetResult(),
            TestContext.Current.CancellationToken,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        SpinWait.SpinUntil(() => host.State.Running == 1);

        var result = await GoodAsync(host);
        blocked.Set();

        result.Success.Should().BeTrue();
        (await blocking).Success.Should().BeTrue();
    }

    [Fact]
    public async Task RunAsync_OtherBotIsFlooded_IsNotRefused()
    {
        await using var host = Pair(
            Script.Return(), options => options.RateLimit = new BotRateLimitOptions { Kind = BotRateLimitKind.FixedWindow, Permits = 1, Window = TimeSpan.FromHours(1) });
        var flood = await host.RunManyAsync(200);

        (await GoodAsync(host)).Success.Should().BeTrue();
        flood.Count(result => result.Success).Should().Be(1);
    }

    [Fact]
    public async Task Ledger_OfAFloodedBot_HoldsOneRowOfRefusals()
    {
        await using var host = Pair(Script.Return(), options => options.Enabled = false);

        await host.RunManyAsync(500);

        var rows = await host.Ledger.ListRefusalsAsync(null, 1_000, TestContext.Current.CancellationToken);
        rows.Should().ContainSingle().Which.Count.Should().Be(500);
        (await host.Ledger.ListAsync(new BotKit.Ledger.RunQuery(), TestContext.Current.CancellationToken)).Should().BeEmpty();
    }

    private static Task<BotResult> GoodAsync(BotTestHost<ScriptedBot> host) => host.RunAsync(new BotRequest(Good, "go"));

    private static BotTestHost<ScriptedBot> Pair(Script.Step bad, Action<BotOptions>? options = null)
        => Hosts.Of(bad, options, bot => bot.Services.AddBotKit(bots => bots.AddBot<GoodBot>(Good)));

    private sealed class GoodBot : BaseBot<string, string>
    {
        protected override ValueTask<string> ExecuteAsync(string input, BotContext context, CancellationToken cancellationToken) => new(input);
    }
}
