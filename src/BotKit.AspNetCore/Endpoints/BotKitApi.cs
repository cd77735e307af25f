using BotKit.AspNetCore.Envelope;
using BotKit.AspNetCore.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BotKit.AspNetCore.Endpoints;

/// <summary>The routes of the API. Each answers its methods, and refuses every other one in the API's own words.</summary>
internal sealed class BotKitApi(RouteGroupBuilder group, IServiceProvider services, BotKitApiOptions options)
{
    private static readonly string[] Get = [HttpMethods.Get, HttpMethods.Head];
    private static readonly string[] Post = [HttpMethods.Post];

    private readonly ILogger _logger = services.GetRequiredService<ILoggerFactory>().CreateLogger("BotKit.AspNetCore.Api");

    private readonly CallerLimits _limits = new(
        options.CallsPerMinute,
        options.MaxCallers,
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILoggerFactory>().CreateLogger("BotKit.AspNetCore.Api"));

    public void Map()
    {
        Read("", static call => For<BotsEndpoint>(call).ListAsync(call), alone: true);
        Read("/health", static call => For<HealthEndpoint>(call).ReportAsync(call), alone: true);
        Read("/metrics", static call => For<MetricsEndpoint>(call).ReadAsync(call), alone: true);
        Read("/alerts", static call => For<AlertsEndpoint>(call).ListAsync(call), alone: true);
        Read("/runs", static call => For<RunsEndpoint>(call).ListAsync(call), alone: true);
        Read("/runs/{executionId}", static call => For<RunsEndpoint>(call).FindAsync(call), alone: true);
        Read("/{bot}", static call => For<BotsEndpoint>(call).FindAsync(call));
        Operate("/{bot}", static call => For<RunEndpoint>(call).RunAsync(call), startsRun: true);
        RefuseOtherMethods("/{bot}", "GET, HEAD, POST");
        OperateAlone("/{bot}/pause", static call => For<OperateEndpoint>(call).PauseAsync(call));
        OperateAlone("/{bot}/resume", static call => For<OperateEndpoint>(call).ResumeAsync(call));
        OperateAlone("/{bot}/circuit/isolate", static call => For<OperateEndpoint>(call).IsolateAsync(call));
        OperateAlone("/{bot}/circuit/reset", static call => For<OperateEndpoint>(call).ResetAsync(call));
        Add("/{**path}", null, options.ViewPolicy, static _ => new(Problem.Of(404, BotErrorCodes.UnknownRoute, "The API has no such route.")));
    }

    private static T For<T>(ApiCall call)
        where T : notnull
        => call.Http.RequestServices.GetRequiredService<T>();

    private void Read(string pattern, Handler handler, bool alone = false)
    {
        Add(pattern, Get, options.ViewPolicy, handler);
        if (alone)
        {
            RefuseOtherMethods(pattern, "GET, HEAD");
        }
    }

    private void Operate(string pattern, Handler handler, bool startsRun = false)
        => Add(pattern, Post, options.OperatePolicy, handler, startsRun);

    private void OperateAlone(string pattern, Handler handler)
    {
        Operate(pattern, handler);
        RefuseOtherMethods(pattern, "POST");
    }

    private void RefuseOtherMethods(string pattern, string allowed)
        => Add(pattern, null, options.ViewPolicy, _ => new(Problem.MethodNotAllowed(allowed)));

    private void Add(string pattern, string[]? methods, string? policy, Handler handler, bool startsRun = false)
    {
        var route = new ApiRoute(pattern, options);
        RequestDelegate invoke = new Door(route, handler, _limits, startsRun, _logger).InvokeAsync;
        var endpoint = methods is null ? group.Map(pattern, invoke) : group.MapMethods(pattern, methods, invoke);
        endpoint.WithMetadata(route).DisableCookieRedirect();
        if (policy is not null)
        {
            endpoint.RequireAuthorization(policy);
        }
    }
}
