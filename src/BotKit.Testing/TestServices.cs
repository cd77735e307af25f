using BotKit.Execution;
using BotKit.Files;
using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Queue;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace BotKit.Testing;

/// <summary>What a test host registers around the bots.</summary>
internal sealed class TestServices(Action<IBotKitBuilder> bots, Action<IServiceCollection>? configure)
{
    public BotTestClock Clock { get; } = new();

    public LogRecorder Logs { get; } = new();

    public RunFlow Flow { get; } = new();

    public ServiceProvider Build()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddMetrics();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(Logs));
        services.AddSingleton<BackgroundWork>(new FollowedWork(Flow));
        services.AddSingleton<RecordingFileStore>();
        services.AddBotKit(bots);
        services.Replace(ServiceDescriptor.Singleton<IBotFileStore>(static provider => provider.GetRequiredService<RecordingFileStore>()));
        configure?.Invoke(services);
        services.AddSingleton<ContextScopes>();
        services.AddSingleton<RecordingNotifier>();
        services.AddSingleton<IBotNotifier>(static provider => provider.GetRequiredService<RecordingNotifier>());
        RecordLedger(services);
        FollowDelivery(services);
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    /// <summary>Puts the recording ledger before the one that is registered, whichever that is.</summary>
    private static void RecordLedger(ServiceCollection services)
    {
        var registered = services.Last(static service => service.ServiceType == typeof(IBotLedger) && !service.IsKeyedService);
        services.AddSingleton<IBotLedger>(provider => new RecordingLedger((IBotLedger)Make(registered, provider)));
    }

    /// <summary>Queued runs belong to the host's runs like those that a test starts, so that time stands still while they execute.</summary>
    private void FollowDelivery(ServiceCollection services)
    {
        var registered = services.Last(static service => service.ServiceType == typeof(IBotDelivery) && !service.IsKeyedService);
        services.AddSingleton<IBotDelivery>(provider => new FollowedDelivery((IBotDelivery)Make(registered, provider), Flow));
    }

    private static object Make(ServiceDescriptor service, IServiceProvider provider)
        => service.ImplementationInstance
            ?? service.ImplementationFactory?.Invoke(provider)
            ?? ActivatorUtilities.CreateInstance(provider, service.ImplementationType!);
}
