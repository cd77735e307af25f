using Microsoft.Extensions.DependencyInjection;

namespace BotKit;

/// <summary>Adds bots and what they share to a service collection. Its verbs are extension methods.</summary>
public interface IBotKitBuilder
{
    /// <summary>Where everything is registered.</summary>
    IServiceCollection Services { get; }
}
