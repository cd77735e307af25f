using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Hosting;

/// <summary>
/// Looks at the API's endpoints once all of them and their conventions are known, and before the server listens. An exception
/// here keeps the host from starting.
/// </summary>
internal sealed class ApiStartup(AuthorizationDecision decision) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(AuthorizationAnswers.Add);
        next(app);
        if (app.ApplicationServices.GetService<EndpointDataSource>() is { } endpoints)
        {
            decision.ThrowIfMissing(endpoints.Endpoints, app.ApplicationServices);
        }
    };
}
