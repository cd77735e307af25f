using System.Diagnostics.Metrics;
using BotKit.DependencyInjection;
using BotKit.Execution;
using BotKit.Health;
using BotKit.Ledger;
using BotKit.Nodes;
using BotKit.Queue;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Health;
using BotKit.Scheduling.Hosting;
using BotKit.Scheduling.Maintenance;
using BotKit.Scheduling.Schedules;
using BotKit.Scheduling.Work;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Scheduling.DependencyInjection;

/// <summary>What Scheduling consists of.</summary>
internal static class SchedulingServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SchedulingOptions>, SchedulingOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<SchedulingOptions>, SchedulingOptionsRules>());
        services.TryAddSingleton(static provider => new QueueMetrics(
            provider.GetService<IMeterFactory>(), provider.GetRequiredService<IBotQueueStore>(), Clock(provider), Logger(provider)));
        services.TryAddSingleton(static provider => new ResultWriter(
            provider.GetRequiredService<IBotLedger>(), provider.GetRequiredService<IBotQueueStore>(), Clock(provider), Logger(provider)));
        AddQueueWorker(services);

        // After the worker, so that firing stops before it does.
        ScheduleServices.Add(services);
        AddMaintenance(services);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotHealthContributor, SchedulerHealth>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SchedulingHost>());
    }

    private static void AddQueueWorker(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new QueueWorker(
            Options(provider),
            provider.GetRequiredService<IBotQueueStore>(),
            provider.GetRequiredService<ResultWriter>(),
            provider.GetRequiredService<NodeLease>(),
            provider.GetRequiredService<QueueMetrics>(),
            provider.GetRequiredService<ScheduledRuns>(),
            provider.GetRequiredService<BotCatalogue>,
            provider.GetRequiredService<IBotDelivery>,
            provider.GetRequiredService<BackgroundWork>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddSingleton<IBotQueueWorker>(static provider => provider.GetRequiredService<QueueWorker>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, QueueWorker>(
            static provider => provider.GetRequiredService<QueueWorker>()));
    }

    private static void AddMaintenance(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<RetentionOptions>, RetentionOptionsValidator>());
        services.TryAddSingleton(static provider => new MaintenanceWorker(
            Options(provider),
            new MaintenanceLoop(
                [.. provider.GetServices<IBotMaintenance>()],
                provider.GetRequiredService<IOptions<RetentionOptions>>().Value,
                Clock(provider),
                Logger(provider)),
            provider.GetRequiredService<BackgroundWork>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, MaintenanceWorker>(
            static provider => provider.GetRequiredService<MaintenanceWorker>()));
    }

    private static SchedulingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SchedulingOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger Logger(IServiceProvider provider) => CoreServices.LoggerOf(provider, "BotKit.Scheduling");
}
