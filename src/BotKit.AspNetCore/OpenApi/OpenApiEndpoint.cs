using BotKit.AspNetCore.Endpoints;
using BotKit.AspNetCore.Envelope;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.OpenApi;

/// <summary>Describes the API: its own routes, and each bot with its real schemas.</summary>
internal sealed class OpenApiEndpoint(IBotManager manager, BotSchemas schemas)
{
    public ValueTask<Answer> DescribeAsync(ApiCall call)
    {
        var endpoints = call.Http.RequestServices.GetRequiredService<EndpointDataSource>().Endpoints;
        var routes = new List<(string Pattern, string Method, ApiOperation Operation)>();
        foreach (var endpoint in endpoints)
        {
            // A host may map the API more than once; each describes itself.
            if (endpoint.Metadata.GetMetadata<ApiRoute>() is { Operation: { } operation } route && ReferenceEquals(route.Options, call.Options))
            {
                routes.Add((route.Pattern, endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0], operation));
            }
        }

        var document = new ApiDocument(schemas).Write(call.Prefix, manager.Bots, routes);
        return new(new DocumentAnswer(document));
    }
}
