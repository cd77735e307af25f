using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Events;
using BotKit.AspNetCore.Hosting;
using BotKit.AspNetCore.OpenApi;
using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace BotKit.AspNetCore.DependencyInjection;

/// <summary>What BotKit adds to an ASP.NET Core host.</summary>
internal static class AspNetCoreServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, BotKitHost>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, ApiStartup>());
        services.TryAddSingleton<AuthorizationDecision>();
        services.TryAddSingleton<BotReader>();
        services.TryAddSingleton<BotsEndpoint>();
        services.TryAddSingleton<AcceptedRuns>();
        services.TryAddSingleton<BotRunEndpoint>();
        services.TryAddSingleton<AuditTrail>();
        services.TryAddSingleton<AuditEndpoint>();
        services.TryAddSingleton<OperateEndpoint>();
        services.TryAddSingleton<RunFinder>();
        services.TryAddSingleton<RunPayloads>();
        services.TryAddSingleton<RunsEndpoint>();
        services.TryAddSingleton<RunEndpoint>();
        services.TryAddSingleton<RunChangesEndpoint>();
        services.TryAddSingleton<ReplayEndpoint>();
        services.TryAddSingleton<ReplayManyEndpoint>();
        services.TryAddSingleton<ScheduleReader>();
        services.TryAddSingleton<ScheduleChanges>();
        services.TryAddSingleton<SchedulesEndpoint>();
        services.TryAddSingleton<ScheduleOperateEndpoint>();
        services.TryAddSingleton<ScheduleRunEndpoint>();
        services.TryAddSingleton<ScheduleTimesEndpoint>();
        services.TryAddSingleton<FilesEndpoint>();
        services.TryAddSingleton<FileUploadEndpoint>();
        services.TryAddSingleton<LogsEndpoint>();
        services.TryAddSingleton<EventFeed>();
        services.TryAddSingleton<EventWatch>();
        services.TryAddSingleton<EventsEndpoint>();
        services.TryAddSingleton<BotSchemas>();
        services.TryAddSingleton<OpenApiEndpoint>();
        services.TryAddSingleton<MetricsEndpoint>();
        services.TryAddSingleton<HealthEndpoint>();
        services.TryAddSingleton<AlertsEndpoint>();
        services.TryAddSingleton<AcknowledgeEndpoint>();
    }
}
