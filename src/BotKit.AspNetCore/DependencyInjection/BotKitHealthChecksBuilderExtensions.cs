using BotKit.AspNetCore.DependencyInjection;
using BotKit.AspNetCore.Health;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BotKit to the host's health checks.</summary>
public static class BotKitHealthChecksBuilderExtensions
{
    /// <summary>
    /// Adds BotKit's report as a health check: unhealthy (503) only when it is critical, so that a degraded node stays in balance.
    /// It also lets the host start and drain BotKit's background work and serve its HTTP API.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The check's name. Default <c>botkit</c>.</param>
    /// <param name="tags">Tags to filter checks with. Default none.</param>
    /// <returns>The same builder.</returns>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static IHealthChecksBuilder AddBotKit(this IHealthChecksBuilder builder, string name = "botkit", IEnumerable<string>? tags = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        AspNetCoreServices.Add(builder.Services);
        return builder.AddCheck<BotKitHealthCheck>(name, failureStatus: HealthStatus.Unhealthy, tags ?? []);
    }
}
