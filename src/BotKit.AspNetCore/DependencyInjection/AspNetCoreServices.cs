using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Hosting;
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
        services.TryAddSingleton<RunEndpoint>();
        services.TryAddSingleton<OperateEndpoint>();
        services.TryAddSingleton<RunsEndpoint>();
        services.TryAddSingleton<MetricsEndpoint>();
        services.TryAddSingleton<HealthEndpoint>();
        services.TryAddSingleton<AlertsEndpoint>();
    }
}
