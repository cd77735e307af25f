using System.Text.Json;
using System.Text.RegularExpressions;
using BotKit.AspNetCore.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BotKit.AspNetCore.Tests.OpenApi;

/// <summary>The document says what the routes do, and so does the page of the documentation.</summary>
public sealed partial class OpenApiCoverageTests
{
    private static readonly string[] Page = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, "docs", "http-api.md"));

    [Fact]
    public async Task Document_HasTheMappedRoutesAndNoOthers()
    {
        await using var host = await ApiHost.StartAsync();

        var described = (await OperationsAsync(host)).Select(operation => $"{operation.Method} {operation.Path}").ToList();

        described.Should().BeEquivalentTo(Mapped(host));
    }

    [Fact]
    public async Task Page_HasTheMappedRoutesAndNoOthers()
    {
        await using var host = await ApiHost.StartAsync();

        var told = Page.Select(line => RouteRow().Match(line)).Where(match => match.Success)
            .Select(match => $"{match.Groups["method"].Value} {(match.Groups["path"].Length == 0 ? "/" : match.Groups["path"].Value)}");

        told.Should().BeEquivalentTo(Mapped(host).Select(route => route.Replace("/echo", "/{bot}", StringComparison.Ordinal)).Where(route => !route.Contains("/scripted")).Distinct());
    }

    [Fact]
    public async Task Statuses_AreThoseOfThePage()
    {
        await using var host = await ApiHost.StartAsync();

        var described = (await OperationsAsync(host)).SelectMany(operation => Members(operation.Body.GetProperty("responses"))).Distinct();

        var told = Page.SkipWhile(line => line != "| status | when |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .SelectMany(line => Status().Matches(line.Split('|')[1]).Select(match => match.Value));
        described.Append("405").Should().BeEquivalentTo(told, "405 is of methods that no route has");
    }

    [Theory]
    [InlineData("POST", "/echo", "Idempotency-Key", "Prefer", "X-BotKit")]
    [InlineData("POST", "/runs/replay", "Idempotency-Key", "X-BotKit")]
    [InlineData("POST", "/runs/{executionId}/replay", "Idempotency-Key", "X-BotKit")]
    [InlineData("POST", "/runs/{executionId}/cancel", "X-BotKit")]
    [InlineData("POST", "/{bot}/pause", "X-BotKit")]
    [InlineData("GET", "/events", "Last-Event-ID")]
    [InlineData("POST", "/schedules/{id}/run", "Idempotency-Key", "X-BotKit")]
    [InlineData("DELETE", "/schedules/{id}", "X-BotKit")]
    [InlineData("POST", "/alerts/{id}/ack", "X-BotKit")]
    [InlineData("PUT", "/files", "Content-Disposition", "X-BotKit")]
    [InlineData("GET", "/files/{id}", "Range", "If-Range", "If-None-Match")]
    [InlineData("DELETE", "/files/{id}", "X-BotKit")]
    [InlineData("GET", "/runs")]
    public async Task HeadersOfCalls_AreNamed(string method, string path, params string[] headers)
    {
        await using var host = await ApiHost.StartAsync();

        var operation = (await OperationsAsync(host)).Single(it => it.Method == method && it.Path == path).Body;

        var parameters = operation.TryGetProperty("parameters", out var all) ? all.EnumerateArray().ToList() : [];
        parameters.Where(parameter => parameter.Text("in") == "header").Select(parameter => parameter.Text("name")).Should().Equal(headers);
    }

    [Theory]
    [InlineData("/echo", "200", "Idempotency-Replayed")]
    [InlineData("/echo", "202", "Location", "Preference-Applied")]
    [InlineData("/echo", "429", "Retry-After")]
    [InlineData("/echo", "503", "Retry-After")]
    [InlineData("/runs/{executionId}/replay", "202", "Location")]
    [InlineData("/runs/{executionId}/cancel", "202", "Location")]
    [InlineData("/runs/{executionId}/cancel", "200")]
    [InlineData("/runs/replay", "202")]
    public async Task HeadersOfAnswers_AreNamed(string path, string status, params string[] headers)
    {
        await using var host = await ApiHost.StartAsync();
        var document = await host.Client.ReadJsonAsync("/openapi.json");

        var response = document.GetProperty("paths").GetProperty(path).GetProperty("post").GetProperty("responses").GetProperty(status);

        if (response.TryGetProperty("$ref", out var reference))
        {
            response = document.GetProperty("components").GetProperty("responses").GetProperty(reference.GetString()!.Split('/')[^1]);
        }

        (response.TryGetProperty("headers", out var named) ? Members(named) : []).Should().Equal(headers);
    }

    private static List<string> Mapped(ApiHost host)
    {
        var mapped = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints)
        {
            if (endpoint.Metadata.GetMetadata<ApiRoute>() is { } route && endpoint.Metadata.GetMetadata<HttpMethodMetadata>() is { } methods)
            {
                var names = route.Pattern == "/{bot}" ? host.Manager.Bots.Select(bot => "/" + bot.Name) : [route.Pattern.Length == 0 ? "/" : route.Pattern];
                mapped.AddRange(names.Select(name => $"{methods.HttpMethods[0]} {name}"));
            }
        }

        return mapped;
    }

    private static async Task<List<(string Method, string Path, JsonElement Body)>> OperationsAsync(ApiHost host)
    {
        var paths = (await host.Client.ReadJsonAsync("/openapi.json")).GetProperty("paths");
        return [.. paths.EnumerateObject().SelectMany(path => path.Value.EnumerateObject().Select(it => (it.Name.ToUpperInvariant(), path.Name, it.Value)))];
    }

    private static IEnumerable<string> Members(JsonElement element) => element.EnumerateObject().Select(member => member.Name);

    [GeneratedRegex(@"^\| (?<method>GET|POST|PUT|DELETE) `(?<path>/[^`]*)?`? \| ")]
    private static partial Regex RouteRow();

    [GeneratedRegex(@"\d{3}")]
    private static partial Regex Status();
}
