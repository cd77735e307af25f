using BotKit.Core.Tests.Notifications;
using BotKit.Core.Tests.Scripted;
using BotKit.Diagnostics;
using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Core.Tests.DependencyInjection;

/// <summary>What <c>AddBotKit</c> puts into the container beside the bots.</summary>
public class CoreServicesTests
{
    [Fact]
    public void Options_OfTheLedgerNotValid_AreRefused()
        => Asking<InMemoryLedgerOptions>(options => options.MaxRuns = 0).Should().Throw<OptionsValidationException>().WithMessage("*MaxRuns*");

    [Fact]
    public void Options_OfAlertsNotValid_AreRefused()
        => Asking<AlertOptions>(options => options.Window = TimeSpan.Zero).Should().Throw<OptionsValidationException>().WithMessage("*Window*");

    [Fact]
    public void Options_OfLogCaptureNotValid_AreRefused()
        => Asking<LogCaptureOptions>(options => options.MaxRows = 9).Should().Throw<OptionsValidationException>().WithMessage("*MaxRows*");

    [Fact]
    public async Task LogCapture_LoggerOfTheApplication_IsCapturedWithTheRun()
    {
        await using var host = Hosts.Of((_, context, _) =>
        {
            context.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Crm.Client").LogWarning("slow");
            return new("done");
        });

        var result = await host.RunAsync("go");

        var parts = await host.Services.GetRequiredService<IBotLogStore>().ReadAsync(result.ExecutionId, TestContext.Current.CancellationToken);
        parts.SelectMany(part => part.Rows).Should().ContainSingle(row => row.Category == "Crm.Client" && row.Message == "slow");
    }

    [Fact]
    public async Task Logs_OfRunsAndOfStates_HaveTheirCategories()
    {
        await using var host = Hosts.Of(Script.Throw(Failures.Standard));
        await host.RunAsync("go");
        await host.Manager.PauseAsync(Hosts.Bot, "lunch", "ann");

        host.Logs.Single(entry => entry.EventId.Id == 1003).Category.Should().Be("BotKit.Runs");
        host.Logs.Single(entry => entry.EventId.Id == 1013).Category.Should().Be("BotKit.State");
    }

    [Fact]
    public async Task Logs_OfARunThatEndsWell_AreItsStartAndItsEnd()
    {
        await using var host = Hosts.Of(Script.Return());

        var result = await host.RunAsync("go");

        var logs = host.Logs.Where(entry => entry.EventId.Id is 1000 or 1001).ToArray();
        logs.Select(entry => (entry.EventId.Id, entry.Level)).Should().Equal((1000, LogLevel.Debug), (1001, LogLevel.Debug));
        logs.Should().OnlyContain(entry => result.ExecutionId.Equals(entry.Values["ExecutionId"]));
    }

    [Fact]
    public async Task Logs_OfAPartThatCannotBeDrained_HaveTheirCategory()
    {
        using var loggers = new RecordingLoggers();
        var services = Container(Script.Returning(), services => services.AddSingleton<ILoggerFactory>(loggers).AddSingleton<IBotLifecycle, StuckPart>());
        await RunAsync(services);

        await services.DisposeAsync();

        loggers.Lines.Should().ContainSingle(line => line.Id == 1025).Which.Category.Should().Be("BotKit.Lifecycle");
    }

    [Fact]
    public async Task Dispose_AlertIsBeingDelivered_WaitsForIt()
    {
        var permission = new TaskCompletionSource();
        var notifier = new Notifications.RecordingNotifier((_, _) => permission.Task);
        var services = Container(Script.Throwing(Failures.Critical), services => services.AddSingleton<IBotNotifier>(notifier));
        await RunAsync(services);
        await notifier.NextCallAsync();

        var disposal = services.DisposeAsync().AsTask();
        var wasDone = disposal.IsCompleted;
        permission.SetResult();
        await disposal;

        wasDone.Should().BeFalse();
        notifier.Told.Should().Be(1);
    }

    [Fact]
    public async Task AddNotifier_Class_IsToldOfAlerts()
    {
        await using var services = Container(Script.Throwing(Failures.Critical), services => services.AddBotKit(bots => bots.AddNotifier<ToldNotifier>()));

        await RunAsync(services);

        var notifier = services.GetServices<IBotNotifier>().OfType<ToldNotifier>().Should().ContainSingle().Subject;
        (await notifier.Told.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).Code.Should().Be("no_disk");
    }

    [Fact]
    public async Task Use_ClassOfOneBotThatNobodyRegistered_IsMade()
    {
        await using var host = Hosts.Of(Script.Return(), bot: bot => bot.Use<AnsweringMiddleware>());

        (await host.RunAsync("go")).Data.Should().Be("answered");
    }

    [Fact]
    public async Task Use_ClassOfAllBotsThatNobodyRegistered_IsMade()
    {
        await using var host = Hosts.Of(Script.Return(), services: services => services.AddBotKit(bots => bots.Use<AnsweringMiddleware>()));

        (await host.RunAsync("go")).Data.Should().Be("answered");
    }

    private static Action Asking<TOptions>(Action<TOptions> configure)
        where TOptions : class
        => () =>
        {
            using var services = new ServiceCollection().AddBotKit(_ => { }).Configure(configure).BuildServiceProvider();
            _ = services.GetRequiredService<IOptions<TOptions>>().Value;
        };

    private static ServiceProvider Container(Script script, Action<IServiceCollection> more)
    {
        var services = new ServiceCollection().AddSingleton(script).AddBotKit(bots => bots.AddBot<ScriptedBot>("lead"));
        more(services);
        return services.BuildServiceProvider();
    }

    private static async Task RunAsync(ServiceProvider services)
        => await services.GetRequiredService<IBotManager>().RunAsync(new BotRequest("lead", "go"), TestContext.Current.CancellationToken);

    private sealed class AnsweringMiddleware : IBotMiddleware
    {
        public ValueTask InvokeAsync(BotContext context, BotDelegate next, CancellationToken cancellationToken)
        {
            context.Result = "answered";
            return default;
        }
    }

    private sealed class ToldNotifier : IBotNotifier
    {
        public TaskCompletionSource<BotAlert> Told { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask NotifyAsync(BotAlert alert, CancellationToken cancellationToken)
        {
            Told.TrySetResult(alert);
            return default;
        }
    }

    private sealed class StuckPart : IBotLifecycle
    {
        public ValueTask StartAsync(CancellationToken cancellationToken) => default;

        public ValueTask DrainAsync(CancellationToken cancellationToken) => throw new IOException();
    }
}
