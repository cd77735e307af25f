using BotKit.AspNetCore.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>One call of the API that was let in.</summary>
internal sealed record ApiCall(HttpContext Http, BotKitApiOptions Options, Caller Caller)
{
    public CancellationToken Aborted => Http.RequestAborted;

    /// <summary>The name in the path; empty where the path has none.</summary>
    public string Bot => Http.GetRouteValue("bot") as string ?? "";
}
