using BotKit.Ledger;
using BotKit.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing;

/// <summary>What a test host registers around the bots.</summary>
internal sealed class TestServices(Action<IBotKitBuilder> bots, Action<IServiceCollection>? configure)
{
    public BotTestClock Clock { get; } = new();

    public LogRecorder Logs { get; } = new();

    public ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddMetrics();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddBotKit(bots);
        configure?.Invoke(services);
        services.AddSingleton<ContextScopes>();
        services.AddSingleton<RecordingNotifier>();
        services.AddSingleton<IBotNotifier>(static provider => provider.GetRequiredService<RecordingNotifier>());
        RecordLedger(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Puts the recording ledger before the one that is registered, whichever that is.</summary>
    private static void RecordLedger(ServiceCollection services)
    {
        var registered = services.Last(static service => service.ServiceType == typeof(IBotLedger) && !service.IsKeyedService);
        services.AddSingleton<IBotLedger>(provider => new RecordingLedger(Make(registered, provider)));
    }

    private static IBotLedger Make(ServiceDescriptor ledger, IServiceProvider provider)
        => (IBotLedger)(ledger.ImplementationInstance
            ?? ledger.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, ledger.ImplementationType!));
}
