using System.Diagnostics.Metrics;
using BotKit.DependencyInjection;
using BotKit.Execution;
using BotKit.Ledger;
using BotKit.Notifications;
using BotKit.Queue;
using BotKit.Schedules;
using BotKit.Scheduling.Diagnostics;
using BotKit.Scheduling.Schedules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BotKit.Scheduling.DependencyInjection;

/// <summary>What schedules consist of. The bots are asked for late: they are what starts all of it where there is no host.</summary>
internal static class ScheduleServices
{
    public static void Add(IServiceCollection services)
    {
        _ = ScheduleRegistry.Of(services);
        AddDefinitions(services);
        AddFiring(services);
        AddOperations(services);
        services.TryAddSingleton(static provider => new ScheduleStartup(
            provider.GetRequiredService<ScheduleSource>, provider.GetRequiredService<BackgroundWork>(), Logger(provider)));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, ScheduleStartup>(
            static provider => provider.GetRequiredService<ScheduleStartup>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IBotLifecycle, ScheduleWorker>(
            static provider => provider.GetRequiredService<ScheduleWorker>()));
    }

    private static void AddDefinitions(IServiceCollection services)
    {
        services.TryAddSingleton<ScheduleCalendars>();
        services.TryAddSingleton<ScheduleTimings>();
        services.TryAddSingleton<ScheduleChanges>();
        services.TryAddSingleton<ConfigurationChanges>();
        services.TryAddSingleton(static provider => new DefinitionCheck(Catalogue(provider), provider.GetRequiredService<StoredInputs>()));
        services.TryAddSingleton(static provider => new DefinitionComparison(Catalogue(provider), provider.GetRequiredService<StoredInputs>()));
        services.TryAddSingleton(static provider => new ScheduleSource(
            provider.GetRequiredService<ScheduleRegistry>(),
            Catalogue(provider),
            provider.GetRequiredService<DefinitionCheck>(),
            provider.GetRequiredService<ScheduleCalendars>()));
    }

    private static void AddFiring(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new ScheduledBots(provider.GetRequiredService<BotCatalogue>(), Options(provider)));
        services.TryAddSingleton(static provider => new ScheduleMetrics(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(static provider => new ScheduleFiring(
            Store(provider), provider.GetRequiredService<ScheduleTimings>(), Bots(provider), provider.GetRequiredService<ScheduleMetrics>()));
        services.TryAddSingleton(static provider => new FiringLoop(
            provider.GetRequiredService<ScheduleFiring>(), LongestSleep(provider), Clock(provider), Logger(provider)));
        services.TryAddSingleton(static provider => new ScheduledRuns(
            provider.GetRequiredService<ScheduleMetrics>(), provider.GetRequiredService<FiringLoop>()));
        services.TryAddSingleton(static provider => new ScheduleSettling(Store(provider), provider.GetRequiredService<ScheduleFiring>()));
        services.TryAddSingleton(static provider => new ScheduleRegistration(
            Store(provider),
            provider.GetRequiredService<ScheduleChanges>(),
            provider.GetRequiredService<DefinitionComparison>(),
            provider.GetRequiredService<ScheduleSettling>(),
            Bots(provider),
            Logger(provider)));
        services.TryAddSingleton(static provider => new LatenessCheck(Store(provider), provider.GetRequiredService<ScheduleTimings>(), Bots(provider)));
        services.TryAddSingleton(static provider => new LatenessWatch(
            Store(provider),
            provider.GetRequiredService<ScheduleTimings>(),
            provider.GetRequiredService<LatenessCheck>(),
            Bots(provider),
            provider.GetRequiredService<AlertCenter>(),
            Clock(provider),
            Logger(provider)));
        services.TryAddSingleton(static provider => new ScheduleWorker(
            IsFiring(provider),
            provider.GetRequiredService<FiringLoop>(),
            provider.GetRequiredService<LatenessWatch>(),
            provider.GetRequiredService<ScheduleSource>(),
            provider.GetRequiredService<ScheduleRegistration>(),
            provider.GetRequiredService<ConfigurationChanges>(),
            Bots(provider),
            provider.GetRequiredService<BackgroundWork>(),
            Clock(provider),
            Logger(provider)));
    }

    private static void AddOperations(IServiceCollection services)
    {
        services.TryAddSingleton(static provider => new ScheduleStatuses(
            Store(provider), provider.GetRequiredService<LatenessCheck>(), provider.GetRequiredService<ScheduleSource>));
        services.TryAddSingleton(static provider => new ScheduleRunNow(
            Catalogue(provider), provider.GetRequiredService<QueueDoor>(), Clock(provider)));
        services.TryAddSingleton(static provider => new Backfill(
            Store(provider), provider.GetRequiredService<ScheduleTimings>(), Bots(provider), Clock(provider)));
        services.TryAddSingleton<IBotSchedules>(static provider => new BotSchedules(
            Store(provider),
            provider.GetRequiredService<ScheduleStatuses>(),
            provider.GetRequiredService<ScheduleTimings>(),
            provider.GetRequiredService<ScheduleChanges>(),
            provider.GetRequiredService<DefinitionCheck>(),
            provider.GetRequiredService<DefinitionComparison>(),
            provider.GetRequiredService<ScheduleSettling>(),
            provider.GetRequiredService<ScheduleCalendars>(),
            provider.GetRequiredService<ScheduleRunNow>(),
            provider.GetRequiredService<Backfill>(),
            provider.GetRequiredService<ScheduleSource>,
            provider.GetRequiredService<FiringLoop>().Wake,
            Clock(provider)));
    }

    // What is in memory, nobody else runs.
    private static bool IsFiring(IServiceProvider provider)
        => Options(provider) is var options && options.RunSchedules && (options.RunQueue || provider.GetRequiredService<IBotQueueStore>().IsDurable);

    // Nobody else changes what is in memory, so there is nothing to ask for before it is due.
    private static TimeSpan LongestSleep(IServiceProvider provider)
        => provider.GetRequiredService<IBotQueueStore>().IsDurable ? Options(provider).PollEvery : TimeSpan.FromHours(1);

    private static IBotScheduleStore Store(IServiceProvider provider) => provider.GetRequiredService<IBotScheduleStore>();

    private static Func<BotCatalogue> Catalogue(IServiceProvider provider) => provider.GetRequiredService<BotCatalogue>;

    private static Func<ScheduledBots> Bots(IServiceProvider provider) => provider.GetRequiredService<ScheduledBots>;

    private static SchedulingOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<SchedulingOptions>>().Value;

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger Logger(IServiceProvider provider) => CoreServices.LoggerOf(provider, "BotKit.Schedules");
}
