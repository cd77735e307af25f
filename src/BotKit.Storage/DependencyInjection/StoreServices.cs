using BotKit.DependencyInjection;
using BotKit.Diagnostics;
using BotKit.Execution;
using BotKit.Files;
using BotKit.Health;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.State;
using BotKit.Storage.Dialect;
using BotKit.Storage.Ports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BotKit.Storage.DependencyInjection;

/// <summary>Puts a relational store in the place of the stores in memory.</summary>
internal static class StoreServices
{
    /// <summary>Registers a store for all ports; a second call with the same name changes nothing.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="name">The kind of database.</param>
    /// <param name="dialect">Makes the dialect.</param>
    /// <param name="options">Gives the options.</param>
    public static void Add(
        IServiceCollection services, string name, Func<IServiceProvider, StoreDialect> dialect, Func<IServiceProvider, RelationalOptions> options)
    {
        foreach (var service in services)
        {
            if (service.ImplementationInstance is StoreRegistration chosen && chosen.Name == name)
            {
                return;
            }
        }

        services.AddSingleton(new StoreRegistration(name));
        services.Replace(ServiceDescriptor.Singleton(provider => new RelationalStore(
            dialect(provider),
            options(provider),
            provider.GetRequiredService<TimeProvider>(),
            Descriptors(provider),
            provider.GetService<BotKitMetrics>(),
            CoreServices.LoggerOf(provider, "BotKit.Storage"),
            provider.GetService<StoredInputs>())));
        Port<IBotLedger>(services, static store => new RelationalLedger(store));
        Port<IBotQueueStore>(services, static store => new RelationalQueue(store));
        Port<IBotNodeStore>(services, static store => new RelationalNodes(store));
        Port<IBotStateStore>(services, static store => new RelationalStates(store));
        Port<IBotLogStore>(services, static store => new RelationalLogs(store));
        Port<IBotAlertStore>(services, static store => new RelationalAlerts(store));
        Port<IBotAuditStore>(services, static store => new RelationalAudit(store));
        Port<IBotCheckpointStore>(services, static store => new RelationalCheckpoints(store));
        Port<IBotDataStore>(services, static store => new RelationalData(store));
        Port<IBotScheduleStore>(services, static store => new RelationalSchedules(store));
        ReplaceMaintenance(services);

        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotHealthContributor, StoreHealth>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, StoreLifecycle>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, StoreWatch>(static provider => new StoreWatch(
            provider.GetRequiredService<RelationalStore>(),
            provider.GetRequiredService<AlertCenter>(),
            provider.GetRequiredService<BackgroundWork>(),
            provider.GetRequiredService<TimeProvider>())));
    }

    // Asked for once only: the last rows are written while the container is disposed, when it gives nothing out any more.
    private static Func<string, BotDescriptor?> Descriptors(IServiceProvider provider)
    {
        BotCatalogue? catalogue = null;
        return bot => (catalogue ??= provider.GetRequiredService<BotCatalogue>()).Find(bot)?.Descriptor;
    }

    // That of files stays: they are kept apart from the ledger.
    private static void ReplaceMaintenance(IServiceCollection services)
    {
        foreach (var service in services.Where(static service => service.ServiceType == typeof(IBotMaintenance) && service.ImplementationType != typeof(FileMaintenance)).ToList())
        {
            services.Remove(service);
        }

        services.AddSingleton<IBotMaintenance>(static provider => new RelationalMaintenance(provider.GetRequiredService<RelationalStore>()));
    }

    private static void Port<T>(IServiceCollection services, Func<RelationalStore, T> make)
        where T : class
    {
        services.RemoveAll<T>();
        services.AddSingleton(provider => make(provider.GetRequiredService<RelationalStore>()));
    }
}
