using System.Diagnostics.CodeAnalysis;
using BotKit;
using BotKit.AspNetCore;
using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps BotKit's HTTP API.</summary>
public static class BotKitEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps the admin API: list, run and operate bots, and read runs, metrics, health and alerts. Who may use it must be decided,
    /// with <c>RequireAuthorization</c> on what this returns, with the policies in the options or with a fallback policy;
    /// otherwise the host does not start. A host may map the API more than once, with other policies.
    /// </summary>
    /// <param name="endpoints">The host.</param>
    /// <param name="prefix">The path of the API, such as <c>/api/admin/bots</c>; all below it belongs to the API.</param>
    /// <param name="configure">Policies and limits; without it, those of <see cref="BotKitApiOptions"/>.</param>
    /// <returns>All endpoints of the API, for conventions such as <c>RequireAuthorization</c>.</returns>
    /// <exception cref="InvalidOperationException">BotKit's bots or the services of this package are missing.</exception>
    /// <exception cref="ArgumentException">The prefix is empty: the API would take every path of the host.</exception>
    /// <exception cref="OptionsValidationException">An option is out of range; all such options are listed.</exception>
    public static IEndpointConventionBuilder MapBotKit(
        this IEndpointRouteBuilder endpoints, [StringSyntax("Route")] string prefix, Action<BotKitApiOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentNullException.ThrowIfNull(prefix);
        if (prefix.Trim('/').Length == 0)
        {
            throw new ArgumentException("The BotKit API needs a path of its own, such as \"/api/admin/bots\".", nameof(prefix));
        }

        var services = endpoints.ServiceProvider;
        if (services.GetService<IServiceProviderIsService>()?.IsService(typeof(IBotManager)) == false)
        {
            throw new InvalidOperationException("MapBotKit needs bots: call AddBotKit on the host's services.");
        }

        if (services.GetService<AuthorizationDecision>() is null)
        {
            throw new InvalidOperationException(
                "MapBotKit needs its services: call AddHealthChecks().AddBotKit() on the host's services, or AddAspNetCore() inside AddBotKit.");
        }

        var options = new BotKitApiOptions();
        configure?.Invoke(options);
        var result = new BotKitApiOptionsValidator().Validate(null, options);
        if (result.Failed)
        {
            throw new OptionsValidationException(Options.DefaultName, typeof(BotKitApiOptions), result.Failures);
        }

        var group = endpoints.MapGroup(prefix);
        new BotKitApi(group, services, options).Map();
        return group;
    }
}
