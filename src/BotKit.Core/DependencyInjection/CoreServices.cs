using System.Diagnostics.Metrics;
using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Files;
using BotKit.Health;
using BotKit.Json;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Pipeline;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace BotKit.DependencyInjection;

/// <summary>What BotKit consists of, each part replaceable by registering another before or after.</summary>
internal static class CoreServices
{
    public static void Add(IServiceCollection services)
    {
        BotRegistry.Of(services);
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(static provider => new BotKitMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(static provider => new BotJson(provider.GetRequiredService<BotRegistry>().JsonResolvers));
        services.TryAddSingleton(static provider => new StoredInputs(provider.GetService<IBotPayloadProtector>()));
        AddFiles(services);
        AddStores(services);
        AddLogCapture(services);
        AddNode(services);
        services.TryAddSingleton(static provider => new QueueDoor(
            provider.GetRequiredService<IBotQueueStore>(),
            provider.GetRequiredService<IBotLedger>(),
            provider.GetService<IBotQueueWorker>,
            provider.GetRequiredService<TimeProvider>(),
            LoggerOf(provider, "BotKit.Queue")));
        services.TryAddSingleton(static provider => new OutcomeWriter(
            provider.GetRequiredService<IBotLedger>(), provider.GetRequiredService<TimeProvider>(), LoggerOf(provider, "BotKit.Runs")));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, OutcomeWriter>(
            static provider => provider.GetRequiredService<OutcomeWriter>()));
        services.TryAddSingleton(static provider => new HoldStores(
            provider.GetRequiredService<IBotCheckpointStore>(), provider.GetRequiredService<IBotQueueStore>(), provider.GetRequiredService<BotJson>().Options));
        services.TryAddSingleton<HeldRunServices>();
        services.TryAddSingleton<IBotDelivery>(static provider => new BotDelivery(provider.GetRequiredService<BotCatalogue>()));
        services.TryAddSingleton<AlertCenter>();
        services.TryAddSingleton(static provider => new StateSynchronizer(
            provider.GetRequiredService<IBotStateStore>(), provider.GetRequiredService<TimeProvider>(), LoggerOf(provider, "BotKit.State")));
        services.TryAddSingleton(static provider =>
        {
            var registry = provider.GetRequiredService<BotRegistry>();
            return new BotOptionsSource(
                registry.Bots.Select(static bot => bot.Name), registry.Sections, provider.GetServices<IConfigureOptions<BotOptions>>());
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotHealthContributor, ConfigurationHealth>());
        services.TryAddSingleton<BotCatalogueBuilder>();
        services.TryAddSingleton(static provider => provider.GetRequiredService<BotCatalogueBuilder>().Build());
        services.TryAddSingleton<IBotManager>(static provider => new BotManager(
            provider.GetRequiredService<BotCatalogue>(),
            provider.GetRequiredService<StateSynchronizer>(),
            provider.GetRequiredService<QueueDoor>(),
            provider.GetRequiredService<IBotLedger>(),
            provider.GetRequiredService<IBotAuditStore>(),
            provider.GetService<IBotWorkflows>,
            provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton<IBotHealth>(static provider => new BotHealth(
            provider.GetRequiredService<BotCatalogue>(),
            provider.GetServices<IBotHealthContributor>(),
            provider.GetRequiredService<IBotLedger>(),
            provider.GetRequiredService<AlertCenter>(),
            provider.GetRequiredService<IBotAlertStore>(),
            provider.GetRequiredService<TimeProvider>(),
            LoggerOf(provider, "BotKit.Health")));
        services.TryAddSingleton<BackgroundWork>();
        services.TryAddSingleton(static provider => new LifecycleDriver(
            provider.GetServices<IBotLifecycle>(), LoggerOf(provider, "BotKit.Lifecycle")));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, StateSynchronizer>(
            static provider => provider.GetRequiredService<StateSynchronizer>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, AlertCenter>(
            static provider => provider.GetRequiredService<AlertCenter>()));
    }

    public static ILogger LoggerOf(IServiceProvider provider, string category)
        => provider.GetService<ILoggerFactory>() is { } factory
            ? new GuardedLogger(factory.CreateLogger(category))
            : NullLogger.Instance;

    private static void AddLogCapture(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<LogCaptureOptions>, LogCaptureOptionsValidator>());
        services.TryAddSingleton<LogCapture>();
        services.TryAddSingleton<IBotLogStore, InMemoryBotLogStore>();
        services.TryAddSingleton<RunLogRecorder>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ILoggerProvider, LogCaptureProvider>());
    }

    private static void AddNode(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NodeOptions>, NodeOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<NodeOptions>, NodeOptionsRules>());
        services.TryAddSingleton(static provider => new NodeLease(
            provider.GetRequiredService<IBotNodeStore>(),
            provider.GetRequiredService<IOptions<NodeOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            LoggerOf(provider, "BotKit.Node")));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, NodeLease>(
            static provider => provider.GetRequiredService<NodeLease>()));
    }

    // Before the stores: who asks for one store's maintenance gets that of the ledger, which is added last.
    private static void AddFiles(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotFileOptions>, BotFileOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BotFileOptions>, BotFileOptionsRules>());
        services.TryAddSingleton<IBotFileStore>(static provider => new FolderBotFileStore(
            provider.GetRequiredService<IOptions<BotFileOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            LoggerOf(provider, "BotKit.Files")));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotMaintenance, FileMaintenance>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, FileStartup>(static provider => new FileStartup(
            provider.GetRequiredService<IBotFileStore>(),
            provider.GetRequiredService<IOptions<BotFileOptions>>(),
            LoggerOf(provider, "BotKit.Files"))));
    }

    private static void AddStores(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InMemoryLedgerOptions>, InMemoryLedgerOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AlertOptions>, AlertOptionsValidator>());
        services.TryAddSingleton<WorkSignal>();
        services.TryAddSingleton(static provider => new InMemoryRuns(
            provider.GetRequiredService<IOptions<InMemoryLedgerOptions>>().Value,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<WorkSignal>(),
            provider.GetRequiredService<IBotLogStore>()));
        services.TryAddSingleton<IBotLedger>(static provider => new InMemoryBotLedger(
            provider.GetRequiredService<IOptions<InMemoryLedgerOptions>>().Value,
            provider.GetRequiredService<InMemoryRuns>(),
            name => provider.GetRequiredService<BotCatalogue>().Find(name)?.Descriptor,
            provider.GetRequiredService<StoredInputs>()));
        services.TryAddSingleton<IBotQueueStore, InMemoryQueueStore>();
        services.TryAddSingleton<IBotScheduleStore, InMemoryScheduleStore>();
        services.TryAddSingleton<IBotNodeStore, InMemoryNodeStore>();
        services.TryAddSingleton<IBotCheckpointStore, InMemoryCheckpointStore>();
        services.TryAddSingleton<IBotAuditStore, InMemoryAuditStore>();
        services.TryAddSingleton<InMemoryDataStore>();
        services.TryAddSingleton<IBotDataStore>(static provider => provider.GetRequiredService<InMemoryDataStore>());
        if (!services.Any(static service => service.ServiceType == typeof(IBotMaintenance) && service.ImplementationType != typeof(FileMaintenance)))
        {
            services.AddSingleton<IBotMaintenance, InMemoryMaintenance>();
        }

        services.TryAddSingleton<IBotStateStore, InMemoryBotStateStore>();
        services.TryAddSingleton<IBotAlertStore, InMemoryBotAlertStore>();
    }
}
