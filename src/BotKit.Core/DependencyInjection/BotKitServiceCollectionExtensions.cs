using BotKit;
using BotKit.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BotKit to a service collection.</summary>
public static class BotKitServiceCollectionExtensions
{
    /// <summary>
    /// Adds BotKit with in-memory stores, and the bots that <paramref name="configure"/> adds. It may be called several times.
    /// </summary>
    /// <param name="services">Where to register.</param>
    /// <param name="configure">Adds bots, configuration, stores.</param>
    /// <returns>The same collection.</returns>
    public static IServiceCollection AddBotKit(this IServiceCollection services, Action<IBotKitBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        CoreServices.Add(services);
        configure(new BotKitBuilder(services));
        return services;
    }

    private sealed record BotKitBuilder(IServiceCollection Services) : IBotKitBuilder;
}
