using BotKit.Core.Tests.Scripted;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Core.Tests.DependencyInjection;

/// <summary>A container with nothing in it but the bots: no logging, no metrics, no clock.</summary>
public class BareContainerTests
{
    [Fact]
    public async Task RunAsync_NothingElseRegistered_Works()
    {
        await using var services = Container(new Script((_, context, _) =>
        {
            context.Logger.LogInformation("nobody listens");
            return new("done");
        }));
        var before = TimeProvider.System.GetUtcNow();

        var result = await services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("lead", "go"), TestContext.Current.CancellationToken);

        result.Data.Should().Be("done");
        result.Duration.Should().BeGreaterThan(TimeSpan.Zero);
        var ledger = services.GetRequiredService<BotKit.Ledger.IBotLedger>();
        (await ledger.FindAsync(result.ExecutionId, TestContext.Current.CancellationToken))!.StartedAt.Should().BeOnOrAfter(before);
    }

    [Fact]
    public async Task RunAsync_JsonInput_IsBoundByReflection()
    {
        await using var services = Container(new Script((input, _, _) => new(input)));

        var result = await services.GetRequiredService<IBotManager>().RunAsync(
            BotRequest.FromJson("lead", "\"text\""u8.ToArray()), TestContext.Current.CancellationToken);

        result.Data.Should().Be("text");
    }

    [Fact]
    public async Task RunAsync_BotThatWaitsAndFails_Works()
    {
        await using var services = Container(new Script(async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return "never";
        }));
        var bot = services.GetRequiredService<IBot<string, string>>();
        using var caller = new CancellationTokenSource();

        var run = bot.RunAsync("go", caller.Token).AsTask();
        await caller.CancelAsync();

        (await run).Status.Should().Be(BotStatus.Canceled);
    }

    [Fact]
    public async Task RunAsync_CriticalFailure_IsAlertedWithoutANotifier()
    {
        await using var services = Container(Script.Throwing(Failures.Critical));
        var manager = services.GetRequiredService<IBotManager>();

        await manager.RunAsync(new BotRequest("lead", "go"), TestContext.Current.CancellationToken);

        manager.GetState("lead").Pause.Should().NotBeNull();
    }

    [Fact]
    public void Dispose_Synchronously_IsNoError()
    {
        var services = Container(Script.Returning());
        services.GetRequiredService<IBotManager>().GetState("lead");

        services.Invoking(container => container.Dispose()).Should().NotThrow();
    }

    [Fact]
    public async Task Dispose_AfterEveryPartWasAskedFor_IsNoError()
    {
        var services = Container(Script.Returning());
        services.GetServices<IBotLifecycle>().Should().NotBeEmpty();
        await services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("lead", "go"), TestContext.Current.CancellationToken);

        await services.Awaiting(container => container.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    private static ServiceProvider Container(Script script)
        => new ServiceCollection().AddSingleton(script).AddBotKit(bots => bots.AddBot<ScriptedBot>("lead")).BuildServiceProvider();
}
