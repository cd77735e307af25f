using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Security;

/// <summary>Holds the host to a decision about who may use the API. It is never left to chance, so without one the host does not start.</summary>
internal sealed class AuthorizationDecision(ILogger<AuthorizationDecision> logger)
{
    /// <exception cref="InvalidOperationException">An endpoint of the API has no decision, two that contradict each other, or a policy nobody knows.</exception>
    public void ThrowIfMissing(IReadOnlyList<Endpoint> endpoints, IServiceProvider services)
    {
        var policies = services.GetService<IAuthorizationPolicyProvider>();
        var hasFallback = policies?.GetFallbackPolicyAsync().GetAwaiter().GetResult() is not null;
        var problems = new SortedSet<string>(StringComparer.Ordinal);
        var anonymous = new HashSet<BotKitApiOptions>();
        foreach (var endpoint in endpoints)
        {
            if (endpoint.Metadata.GetMetadata<ApiRoute>() is { } route)
            {
                Judge(endpoint, route.Options, policies, hasFallback, problems);
                if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null && anonymous.Add(route.Options))
                {
                    Log.Anonymous(logger, PathOf(endpoint));
                }
            }
        }

        if (problems.Count > 0)
        {
            throw new InvalidOperationException("The BotKit API cannot be served. " + string.Join(" ", problems));
        }
    }

    private static void Judge(
        Endpoint endpoint, BotKitApiOptions options, IAuthorizationPolicyProvider? policies, bool hasFallback, SortedSet<string> problems)
    {
        var path = PathOf(endpoint);
        var asked = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>();
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            if (asked.Count > 0)
            {
                problems.Add($"'{path}' allows anonymous callers and also asks for authorization: AllowAnonymous would win; take one of them away.");
            }
        }
        else if (asked.Count == 0 && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null && !hasFallback)
        {
            problems.Add(
                $"Nobody has decided who may use '{path}': add .RequireAuthorization(\"a policy\") to MapBotKit, "
                + "or set ViewPolicy and OperatePolicy in its options, or set a fallback policy, "
                + "or say .AllowAnonymous() if everybody may.");
        }

        foreach (var policy in asked.Select(static data => data.Policy).Concat([options.AdminPolicy, options.RevealPolicy]))
        {
            if (policies is null && (asked.Count > 0 || policy is not null))
            {
                problems.Add("Authorization is asked for, but its services are missing: call AddAuthorization.");
            }
            else if (policy is not null && policies!.GetPolicyAsync(policy).GetAwaiter().GetResult() is null)
            {
                problems.Add($"No authorization policy is called '{policy}': add it with AddAuthorization(options => options.AddPolicy(\"{policy}\", ...)).");
            }
        }
    }

    private static string PathOf(Endpoint endpoint) => (endpoint as RouteEndpoint)?.RoutePattern.RawText ?? "";
}
