using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>One call of the API that was let in.</summary>
internal sealed record ApiCall(HttpContext Http, ApiRoute Route, Caller Caller)
{
    private const string Runs = "/runs/";

    public BotKitApiOptions Options => Route.Options;

    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The name in the path; empty where the path has none.</summary>
    public string Bot => Http.GetRouteValue("bot") as string ?? "";

    /// <summary>The path of the API, as the caller sees it.</summary>
    public string Prefix
    {
        get
        {
            var path = Http.Request.PathBase.Add(Http.Request.Path).Value!.AsSpan().TrimEnd('/');
            for (var segments = Route.Pattern.AsSpan().Count('/'); segments > 0; segments--)
            {
                path = path[..path.LastIndexOf('/')];
            }

            return path.ToString();
        }
    }

    /// <summary>Where a run is found.</summary>
    public string LocationOf(Guid executionId) => Prefix + Runs + executionId;
}
