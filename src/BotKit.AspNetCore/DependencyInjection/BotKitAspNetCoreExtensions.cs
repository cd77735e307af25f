using BotKit;
using BotKit.AspNetCore.DependencyInjection;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds BotKit to an ASP.NET Core host.</summary>
public static class BotKitAspNetCoreExtensions
{
    /// <summary>
    /// Lets the host start and drain BotKit's background work and serve its HTTP API. Not needed beside
    /// <c>AddHealthChecks().AddBotKit()</c>, which includes it.
    /// </summary>
    /// <param name="builder">BotKit.</param>
    /// <returns>The same builder. May be called more than once.</returns>
    public static IBotKitBuilder AddAspNetCore(this IBotKitBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        AspNetCoreServices.Add(builder.Services);
        return builder;
    }
}
